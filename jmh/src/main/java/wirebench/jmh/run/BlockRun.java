package wirebench.jmh.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wirebench.jmh.folder.JsonFile;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.RunPlan.Slot;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.fingerprint.VmFlags;
import wirebench.machine.noise.NoiseSample;

/// One run of a plan, block by block and fork by fork. Each fork is on disk when it ends, so that a run which is
/// killed loses the one in flight at most; what is merged of them is written after each block, and when the run
/// fails. Not thread-safe; serves one run.
public final class BlockRun {
    private static final int MOST_REASONS = 3;

    private final RunPlan plan;
    private final RunFolder folder;
    private final ForkStore forks;
    private final NoiseRule quiet;
    private final Progress progress;
    private final Fingerprint machine = Fingerprint.read();
    private final DoneForks done;
    private final Map<String, List<Path>> rejected = new HashMap<>();
    private List<String> vmFlags = List.of();
    private final List<String> notes = new ArrayList<>();

    private BlockRun(RunPlan plan, RunFolder folder, NoiseRule quiet, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.forks = folder.forks();
        this.done = new DoneForks(plan, folder);
        this.quiet = quiet;
        this.progress = progress;
    }

    /// A run in an empty folder.
    ///
    /// @throws RunFailure if it is not empty
    static BlockRun begin(RunPlan plan, RunFolder folder, NoiseRule quiet, Progress progress)
            throws RunFailure, IOException {
        folder.prepare();
        JsonFile.write(folder.plan(), plan);
        return new BlockRun(plan, folder, quiet, progress);
    }

    /// A run that goes on where an earlier one ended.
    static BlockRun resume(RunPlan plan, RunFolder folder, NoiseRule quiet, Progress progress) {
        return new BlockRun(plan, folder, quiet, progress);
    }

    /// A run that goes on with more blocks than the plan had so far.
    static BlockRun extend(RunPlan longer, RunFolder folder, NoiseRule quiet, Progress progress) throws IOException {
        JsonFile.write(folder.plan(), longer);
        return new BlockRun(longer, folder, quiet, progress);
    }

    /// The plan of an earlier run.
    ///
    /// @throws IOException if there is none in the folder
    public static RunPlan planOf(RunFolder folder) throws IOException {
        if (!Files.exists(folder.plan())) {
            throw new IOException(folder.path() + " holds no plan.json, so that there is nothing to go on with");
        }
        return JsonFile.read(folder.plan(), RunPlan.class);
    }

    /// Carries out what is left of the plan.
    ///
    /// @throws RunFailure if a fork was lost more often than it may be run again
    /// @throws IOException if the folder cannot be written to
    void run(ForkRunner runner) throws RunFailure, IOException {
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
    Optional<RunPlan> afterPilot() {
        return plan.afterPilot(done.counting());
    }

    /// Whether any fork counts.
    boolean hasResults() {
        return !done.counting().isEmpty();
    }

    /// Why forks do not count that said so themselves: the first few reasons.
    List<String> whyInvalid() {
        return done.invalid().stream()
                .map(fork -> String.valueOf(fork.invalid()))
                .distinct()
                .limit(MOST_REASONS)
                .toList();
    }

    /// What is not done yet. Whatever is done is read here, once.
    private List<Slot> left() throws IOException {
        rejected.putAll(forks.rejected());
        List<Slot> left = new ArrayList<>();
        for (Slot slot : plan.slots()) {
            Optional<ForkRecord> invalid = invalid(slot);
            if (forks.has(slot)) {
                done.add(slot);
            } else if (invalid.isPresent()) {
                done.addInvalid(invalid.get());
            } else {
                left.add(slot);
            }
        }
        return left;
    }

    /// The attempt at a fork that said itself that it does not count.
    private Optional<ForkRecord> invalid(Slot slot) throws IOException {
        for (Path attempt : rejected.getOrDefault(slot.toString(), List.of())) {
            Optional<ForkRecord> fork = ForkStore.record(attempt);
            if (fork.isPresent() && fork.get().invalid() != null) {
                return fork;
            }
        }
        return Optional.empty();
    }

    private void run(Slot slot, ForkRunner runner) throws RunFailure, IOException {
        int number = rejected.getOrDefault(slot.toString(), List.of()).size() + 1;
        while (!isDone(ForkAttempt.begin(plan, slot, number, forks.begin(slot)), runner)) {
            number++;
        }
    }

    /// Whether nothing is left to do after an attempt.
    private boolean isDone(ForkAttempt attempt, ForkRunner runner) throws RunFailure, IOException {
        Slot slot = attempt.slot();
        progress.begins(slot.block(), slot.arm().name());
        try {
            return isDone(attempt, runner.run(slot.arm(), attempt.part()));
        } catch (RunFailure e) {
            Optional<String> invalid = attempt.part().invalid();
            if (invalid.isPresent()) { // what was wrong with it has ended it as well
                ForkRecord fork = attempt.lost(invalid.get());
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

    private boolean isDone(ForkAttempt attempt, MeasuredFork measured) throws IOException {
        NoiseSample noise = attempt.meter().sample();
        Optional<String> objection = quiet.objection(noise);
        if (objection.isPresent() && !attempt.isLast()) {
            forks.write(
                    attempt.part(), attempt.record(measured, noise, objection, Optional.empty()), measured.result());
            reject(attempt, objection.get(), objection.get());
            return false;
        }
        Optional<String> invalid = attempt.part().invalid();
        ForkRecord fork = attempt.record(measured, noise, objection, invalid);
        forks.write(attempt.part(), fork, measured.result());
        if (invalid.isPresent()) {
            invalidate(attempt, fork, invalid.get());
        } else {
            forks.accept(attempt.part(), attempt.slot());
            done.add(attempt.slot());
            progress.ended(
                    attempt.slot().block(),
                    attempt.slot().arm().name(),
                    measured.result().getPrimaryResult());
        }
        return true;
    }

    private void invalidate(ForkAttempt attempt, ForkRecord fork, String reason) throws IOException {
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
        folder.writeRun(new RunSummary(plan, done, surroundings(done.forkArguments()), notes).record());
    }

    private RecordedEnvironment surroundings(List<String> arguments) {
        if (vmFlags.isEmpty() && !arguments.isEmpty()) {
            vmFlags = VmFlags.of(arguments); // once, because it starts a JVM
        }
        return RecordedEnvironment.of(machine, arguments, vmFlags);
    }
}
