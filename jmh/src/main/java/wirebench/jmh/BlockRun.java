package wirebench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import wirebench.jmh.RunPlan.Slot;
import wirebench.load.machine.Fingerprint;
import wirebench.load.machine.NoiseMeter;
import wirebench.load.machine.NoiseSample;
import wirebench.load.machine.VmFlags;

/// One run of a plan, block by block and fork by fork. Each fork is on disk when it ends, so that a run which is
/// killed loses the one in flight at most; what is merged of them is written after each block, and when the run
/// fails. Not thread-safe; serves one run.
final class BlockRun {
    private final RunPlan plan;
    private final ResultFolder folder;
    private final ForkStore forks;
    private final Quiet quiet;
    private final Progress progress;
    private final Fingerprint machine = Fingerprint.read();
    private List<String> vmFlags = List.of();
    private final List<String> notes = new ArrayList<>();

    private BlockRun(RunPlan plan, ResultFolder folder, Quiet quiet, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.forks = folder.forks();
        this.quiet = quiet;
        this.progress = progress;
    }

    /// A run in a folder from which what an earlier one put there is removed.
    static BlockRun begin(RunPlan plan, ResultFolder folder, Quiet quiet, Progress progress) throws IOException {
        folder.prepare();
        ResultFolder.writeJson(folder.plan(), plan);
        return new BlockRun(plan, folder, quiet, progress);
    }

    /// A run that goes on where an earlier one ended.
    static BlockRun resume(RunPlan plan, ResultFolder folder, Quiet quiet, Progress progress) {
        return new BlockRun(plan, folder, quiet, progress);
    }

    /// The plan of an earlier run.
    ///
    /// @throws IOException if there is none in the folder
    static RunPlan planOf(ResultFolder folder) throws IOException {
        if (!Files.exists(folder.plan())) {
            throw new IOException(folder.path() + " holds no plan.json, so that there is nothing to go on with");
        }
        return ResultFolder.readJson(folder.plan(), RunPlan.class);
    }

    /// Carries out what is left of the plan.
    ///
    /// @throws SuiteException if a fork was lost more often than it may be run again
    /// @throws IOException if the folder cannot be written to
    void run(ForkRunner runner) throws SuiteException, IOException {
        forks.prepare();
        progress.resumes((int) plan.slots().stream().filter(forks::has).count());
        try {
            int block = 1;
            for (Slot slot : plan.slots()) {
                if (slot.block() != block) {
                    write();
                    block = slot.block();
                }
                if (!forks.has(slot)) {
                    run(slot, runner);
                }
            }
        } catch (SuiteException e) {
            notes.add("The run failed: " + e.getMessage());
            throw e;
        } finally {
            progress.finished();
            write();
        }
    }

    private void run(Slot slot, ForkRunner runner) throws SuiteException, IOException {
        int attempt = forks.invalid(slot) + 1;
        while (!isDone(slot, attempt, runner)) {
            attempt++;
        }
    }

    /// Whether an attempt counts.
    private boolean isDone(Slot slot, int attempt, ForkRunner runner) throws SuiteException, IOException {
        progress.begins(slot.block(), slot.arm().name());
        boolean last = attempt > plan.reruns();
        ResultFolder part = forks.begin(slot);
        Instant started = Instant.now();
        NoiseMeter meter = NoiseMeter.start();
        BenchmarkResult result;
        try {
            result = runner.run(slot.arm(), part);
        } catch (SuiteException e) {
            reject(part, slot, attempt, "lost", String.valueOf(e.getMessage()));
            if (last) {
                throw e;
            }
            return false;
        }
        NoiseSample noise = meter.sample();
        Optional<String> objection = quiet.objection(noise);
        forks.write(part, record(slot, attempt, started, objection.orElse(null), noise, result), result);
        if (objection.isPresent() && !last) {
            reject(part, slot, attempt, objection.get(), objection.get());
            return false;
        }
        forks.accept(part, slot);
        progress.ended(slot.block(), slot.arm().name(), result.getPrimaryResult());
        return true;
    }

    private void reject(ResultFolder part, Slot slot, int attempt, String reason, String text) throws IOException {
        Files.writeString(part.path().resolve("reason.txt"), text + System.lineSeparator());
        forks.reject(part, slot, attempt, reason);
        progress.rejected(slot, text);
    }

    private ForkRecord record(
            Slot slot,
            int attempt,
            Instant started,
            @Nullable String disturbed,
            NoiseSample noise,
            BenchmarkResult result) {
        return new ForkRecord(
                ForkRecord.SCHEMA,
                slot.number(),
                slot.block(),
                slot.arm().name(),
                plan.cell(slot.arm()).toString(),
                attempt,
                seconds(started).toString(),
                seconds(Instant.now()).toString(),
                disturbed,
                ForkRecord.Noise.of(noise),
                ForkRecord.metrics(result),
                List.copyOf(result.getParams().getJvmArgs()));
    }

    /// Merges what is there so far. A fork that was written by a run before this one counts like any other.
    private void write() throws IOException {
        CellResults results = new CellResults(plan);
        List<ForkRecord> done = new ArrayList<>();
        for (Slot slot : plan.slots()) {
            if (forks.has(slot)) {
                results.add(slot.arm(), forks.result(slot));
                done.add(forks.record(slot));
                folder.gather(slot, plan.cell(slot.arm()));
            }
        }
        folder.writeResults(results.merged());
        folder.writeRun(new RunSummary(plan, done, surroundings(results.forkArguments()), notes).record(folder));
    }

    private Surroundings surroundings(List<String> arguments) {
        if (vmFlags.isEmpty() && !arguments.isEmpty()) {
            vmFlags = VmFlags.of(arguments); // once, because it starts a JVM
        }
        return Surroundings.of(machine, arguments, vmFlags);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
