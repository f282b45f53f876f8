package wirebench.jmh.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import wirebench.jmh.folder.RunFailure;
import wirebench.machine.noise.NoiseSample;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Metric;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.Slot;

/// One run of a plan, block by block and fork by fork. Each fork is on disk when it ends, so that a run which is
/// killed loses the one in flight at most; what is merged of them is written after each block, and when the run
/// fails. Not thread-safe; serves one run.
public final class BlockRun {
    private static final int MOST_REASONS = 3;

    /// So many forks one after another that the machine disturbed in each attempt, and it is not worth trying
    /// again.
    private static final int RESTLESS = 3;

    private final Plan plan;
    private final RunFolder folder;
    private final ForkStore forks;
    private final NoiseRule quiet;
    private final Progress progress;
    private final Surroundings world;
    private final DoneForks done;
    private final Map<String, List<Path>> rejected = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int disturbedInARow;

    private BlockRun(Plan plan, RunFolder folder, NoiseRule quiet, Progress progress, Surroundings world) {
        this.plan = plan;
        this.folder = folder;
        this.forks = folder.forks();
        this.done = new DoneForks(plan, folder);
        this.quiet = quiet;
        this.progress = progress;
        this.world = world;
    }

    /// A run in an empty folder.
    ///
    /// @throws RunFailure if it is not empty
    static BlockRun begin(Plan plan, RunFolder folder, NoiseRule quiet, Progress progress, Surroundings world)
            throws RunFailure, IOException {
        folder.prepare();
        plan.write(folder.path());
        return new BlockRun(plan, folder, quiet, progress, world);
    }

    /// A run that goes on where an earlier one ended, with the same code on the same machine.
    ///
    /// @throws RunFailure if this is another, or if there are forks which are not of the run; nothing was run
    /// @throws ReportException if a file of it is missing or broken
    static BlockRun resume(RunFolder folder, NoiseRule quiet, Progress progress, Surroundings world)
            throws RunFailure, IOException, ReportException {
        Plan plan = Plan.read(folder.path());
        Optional<String> difference =
                plan.origin().difference(world.origin(plan.origin().run()));
        if (difference.isPresent()) {
            throw RunFailure.misuse(folder.path() + " cannot go on here: " + difference.get()
                    + "; a run keeps to one jar, JVM and machine, so begin a new one");
        }
        folder.forks().prepare();
        Bundle bundle = Bundle.read(folder.path());
        if (!bundle.strays().isEmpty()) {
            throw RunFailure.misuse(bundle.strays().getFirst().folder() + " does not belong to this run ("
                    + bundle.strays().getFirst().why() + "); move it away and go on");
        }
        return new BlockRun(plan, folder, quiet, progress, world);
    }

    /// A run that goes on with more blocks than the plan had so far.
    static BlockRun extend(Plan longer, RunFolder folder, NoiseRule quiet, Progress progress, Surroundings world)
            throws IOException {
        longer.write(folder.path());
        return new BlockRun(longer, folder, quiet, progress, world);
    }

    /// What it carries out.
    Plan plan() {
        return plan;
    }

    /// Carries out what is left of the plan.
    ///
    /// @throws RunFailure if a fork was lost more often than it may be run again
    /// @throws IOException if the folder cannot be written to
    void run(ForkRunner runner) throws RunFailure, IOException, ReportException {
        forks.prepare();
        List<Slot> left = left();
        progress.resumes(plan.forks() - left.size());
        try {
            int block = 1;
            for (Slot slot : left) {
                if (slot.block() != block) {
                    write();
                    block = slot.block();
                }
                run(slot, runner);
                requireMetric();
            }
        } catch (RunFailure e) {
            notes.add("The run failed: " + e.getMessage());
            throw e;
        } finally {
            progress.finished();
            write();
        }
    }

    /// The plan to go on with, if this was but a pilot and has ended.
    Optional<Plan> afterPilot() {
        return Plans.afterPilot(plan, done.counting());
    }

    /// Whether any fork counts.
    boolean hasResults() {
        return !done.counting().isEmpty();
    }

    /// Why forks do not count that said so themselves: the first few reasons.
    List<String> whyInvalid() {
        return done.invalid().stream()
                .flatMap(fork -> fork.invalid().stream())
                .distinct()
                .limit(MOST_REASONS)
                .toList();
    }

    /// What is not done yet. Whatever is done is read here, once.
    private List<Slot> left() throws IOException, ReportException {
        rejected.putAll(forks.rejected());
        Map<Slot, Fork> found = new HashMap<>();
        Bundle bundle = Bundle.read(folder.path());
        bundle.invalid().stream()
                .flatMap(thrownOut -> thrownOut.record().stream())
                .filter(fork -> fork.invalid().isPresent())
                .forEach(fork -> found.put(fork.slot(), fork));
        bundle.forks().forEach(fork -> found.put(fork.slot(), fork));
        List<Slot> left = new ArrayList<>();
        for (Slot slot : plan.slots()) {
            Fork fork = found.get(slot);
            if (fork == null) {
                left.add(slot);
            } else if (fork.invalid().isPresent()) {
                done.addInvalid(fork);
            } else {
                done.add(fork);
                keepCount(fork);
            }
        }
        return left;
    }

    private void run(Slot slot, ForkRunner runner) throws RunFailure, IOException, ReportException {
        int number = rejected.getOrDefault(slot.toString(), List.of()).size() + 1;
        while (!isDone(ForkAttempt.begin(plan, slot, number, forks.begin(slot), world), runner)) {
            number++;
        }
    }

    /// Whether nothing is left to do after an attempt.
    private boolean isDone(ForkAttempt attempt, ForkRunner runner) throws RunFailure, IOException, ReportException {
        Slot slot = attempt.slot();
        progress.begins(slot.block(), slot.arm());
        try {
            return isDone(attempt, runner.run(plan.arm(slot.arm()), attempt.part()));
        } catch (RunFailure e) {
            Optional<String> invalid = attempt.part().invalid();
            if (invalid.isPresent()) { // what was wrong with it has ended it as well
                Fork fork = attempt.lost(invalid.get());
                forks.write(attempt.part(), fork);
                invalidate(attempt, fork, invalid.get());
                return true;
            }
            reject(attempt, "lost", String.valueOf(e.getMessage()));
            if (attempt.isLast()) {
                throw e;
            }
            return false;
        }
    }

    private boolean isDone(ForkAttempt attempt, MeasuredFork measured) throws IOException, ReportException {
        NoiseSample noise = attempt.noise().get();
        Optional<String> objection = quiet.objection(noise);
        if (objection.isPresent() && !attempt.isLast() && disturbedInARow < RESTLESS) {
            forks.write(
                    attempt.part(), attempt.record(measured, noise, objection, Optional.empty()), measured.result());
            reject(attempt, objection.get(), objection.get());
            return false;
        }
        Optional<String> invalid = attempt.part().invalid();
        Fork fork = attempt.record(measured, noise, objection, invalid);
        forks.write(attempt.part(), fork, measured.result());
        if (invalid.isPresent()) {
            invalidate(attempt, fork, invalid.get());
        } else {
            forks.accept(attempt.part(), attempt.slot());
            done.add(fork);
            keepCount(fork);
            progress.ended(
                    attempt.slot().block(),
                    attempt.slot().arm(),
                    measured.result().getPrimaryResult());
        }
        return true;
    }

    /// A machine that is never quiet would only triple the time that a run takes.
    private void keepCount(Fork fork) {
        disturbedInARow = fork.disturbed().isPresent() ? disturbedInARow + 1 : 0;
        if (disturbedInARow == RESTLESS && plan.reruns() > 0) {
            progress.says("This machine is not quiet: " + RESTLESS + " forks in a row were disturbed in each attempt ("
                    + fork.disturbed().orElse("") + "). From now on each is run once, and marked, until one is not.");
        }
    }

    /// What nobody measures cannot be compared, and a whole run would find that out last.
    ///
    /// @throws RunFailure if a fork of the baseline lacks the metric that is asked for
    private void requireMetric() throws RunFailure {
        Optional<Fork> fork = plan.question()
                .flatMap(question -> done.counting().stream()
                        .filter(each -> each.arm().equals(question.baseline()))
                        .findFirst());
        if (fork.isPresent()) {
            String metric = plan.question().orElseThrow().metric();
            SortedMap<String, Metric> recorded = fork.get().metrics();
            if (!recorded.containsKey(metric)) {
                throw RunFailure.invalid("no fork of " + fork.get().arm() + " records the metric '" + metric
                        + "'; it records " + String.join(", ", recorded.keySet()));
            }
        }
    }

    private void invalidate(ForkAttempt attempt, Fork fork, String reason) throws IOException {
        forks.reject(attempt.part(), attempt.slot(), attempt.number(), reason);
        done.addInvalid(fork);
        progress.invalid(attempt.slot(), reason);
    }

    private void reject(ForkAttempt attempt, String reason, String text) throws IOException {
        Files.writeString(attempt.part().path().resolve("reason.txt"), text + System.lineSeparator());
        forks.reject(attempt.part(), attempt.slot(), attempt.number(), reason);
        progress.rejected(attempt.slot(), text);
    }

    /// Writes what is there so far.
    private void write() throws IOException {
        folder.writeResults(done.merged());
        new RunSummary(plan, done, world, notes).record().write(folder.path());
    }
}
