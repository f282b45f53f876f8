package wirebench.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import wirebench.load.machine.CpuPlacement;
import wirebench.load.machine.Fingerprint;
import wirebench.load.machine.NoiseMeter;
import wirebench.load.machine.VmFlags;

/// One run of a plan: block by block, fork by fork, with everything it measured so far on disk after each block and
/// when it fails. Not thread-safe; serves one run.
final class SuiteRun {
    private final SuitePlan plan;
    private final CpuPlacement placement;
    private final long seed;
    private final String command;
    private final ResultFolder folder;
    private final Progress progress;
    private final Fingerprint machine = Fingerprint.read();
    private final Instant started = now();
    private final CellResults results;
    private List<String> vmFlags = List.of();
    private final List<RunRecord.Fork> order = new ArrayList<>();
    private final List<RunRecord.Noise> noise = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    SuiteRun(
            SuitePlan plan, CpuPlacement placement, long seed, String command, ResultFolder folder, Progress progress) {
        this.plan = plan;
        this.placement = placement;
        this.seed = seed;
        this.command = command;
        this.folder = folder;
        this.progress = progress;
        results = new CellResults(plan);
    }

    /// Carries the plan out.
    ///
    /// @throws SuiteException if a fork was lost, or results are missing
    /// @throws IOException if the folder cannot be written to
    void run() throws SuiteException, IOException {
        folder.prepare();
        try (PrintStream log = new PrintStream(Files.newOutputStream(folder.log()), true, StandardCharsets.UTF_8)) {
            ForkRun forkRun = new ForkRun(plan, placement, folder, log);
            for (int block = 1; block <= plan.blocks(); block++) {
                runBlock(forkRun, block);
                write();
            }
        } catch (SuiteException e) {
            notes.add("The run failed: " + e.getMessage());
            write();
            throw e;
        } finally {
            progress.finished();
        }
        results.requireComplete();
    }

    private void runBlock(ForkRun forkRun, int block) throws SuiteException {
        for (CellId cell : plan.order(block, seed)) {
            progress.begins(block, cell);
            RunRecord.Fork fork = new RunRecord.Fork(block, cell.toString());
            NoiseMeter meter = NoiseMeter.start();
            BenchmarkResult result = forkRun.run(cell);
            results.add(cell, result);
            order.add(fork);
            noise.add(RunRecord.Noise.of(fork, meter.sample()));
            progress.ended(block, cell, result.getPrimaryResult());
        }
    }

    private void write() throws IOException {
        folder.writeResults(results.merged());
        folder.writeRun(record());
    }

    private RunRecord record() throws IOException {
        return new RunRecord(
                RunRecord.SCHEMA,
                plan.suite(),
                started.toString(),
                now().toString(),
                command,
                plan.blocks(),
                seed,
                plan.cells().size(),
                order,
                surroundings(),
                noise,
                counts(),
                settings(),
                notes);
    }

    private Surroundings surroundings() {
        List<String> arguments = results.forkArguments();
        if (vmFlags.isEmpty() && !arguments.isEmpty()) {
            vmFlags = VmFlags.of(arguments); // once, because it starts a JVM
        }
        return Surroundings.of(machine, arguments, vmFlags);
    }

    private List<RunRecord.Counts> counts() throws IOException {
        List<RunRecord.Counts> counts = new ArrayList<>();
        for (CellId cell : plan.cells()) {
            folder.counts(cell).ifPresent(sum -> counts.add(RunRecord.Counts.of(cell, sum)));
        }
        return counts;
    }

    private List<RunRecord.Settings> settings() throws IOException {
        List<RunRecord.Settings> settings = new ArrayList<>();
        for (CellId cell : plan.cells()) {
            folder.settings(cell).ifPresent(own -> settings.add(new RunRecord.Settings(cell.toString(), own)));
        }
        return settings;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
