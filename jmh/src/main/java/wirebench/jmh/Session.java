package wirebench.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.load.machine.CpuPlacement;
import wirebench.reports.Report;
import wirebench.reports.ReportException;

/// Carries out a plan for a person: with JMH, progress and the report at the end.
///
/// @param folder where results go
/// @param report where the report goes
/// @param placement which processors the forks and their servers have
record Session(ResultFolder folder, Path report, CpuPlacement placement) {
    private static final int LARGEST_DRAWN_SEED = 1_000_000;

    /// A seed that is short enough to be typed again, if none is given.
    static long seed(@Nullable Long given) {
        return given == null ? RandomGenerator.getDefault().nextInt(1, LARGEST_DRAWN_SEED) : given;
    }

    /// Carries it out from its first fork.
    void begin(RunPlan plan) throws SuiteException, IOException, ReportException {
        try (JmhLock _ = JmhLock.acquire()) {
            run(plan, BlockRun.begin(plan, folder, Quiet.USUAL, progress(plan)));
        }
        writeReport();
    }

    /// Goes on with the plan that is in the folder.
    void resume() throws SuiteException, IOException, ReportException {
        RunPlan plan = BlockRun.planOf(folder);
        try (JmhLock _ = JmhLock.acquire()) {
            run(plan, BlockRun.resume(plan, folder, Quiet.USUAL, progress(plan)));
        }
        writeReport();
    }

    private void run(RunPlan plan, BlockRun run) throws SuiteException, IOException {
        // Forks inherit it; their servers start there too, and are moved.
        placement.apply(CpuPlacement.Role.CLIENT, ProcessHandle.current().pid());
        System.out.println(plan.name() + ": " + plan.forks() + " forks in "
                + plan.order().size() + " blocks, seed " + plan.seed() + ", results in " + folder.path());
        try (PrintStream log = log()) {
            run.run(new JmhForks(plan.size(), placement, log, folder.log()));
        }
        if (!run.hasResults()) {
            throw new SuiteException("no fork counts, so there is nothing to report: the notes in "
                    + folder.path().resolve("run.json") + " say why");
        }
    }

    private PrintStream log() throws IOException {
        return new PrintStream(
                Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8);
    }

    private void writeReport() throws ReportException, IOException {
        Report written = Report.read(folder.path());
        written.writeTo(report);
        System.out.println();
        System.out.println(written.terminalSummary());
        System.out.println(
                "Report: " + report.resolve("index.html").toAbsolutePath().normalize());
    }

    private static Progress progress(RunPlan plan) {
        return new Progress(System.out, onTerminal(), plan.forks());
    }

    @SuppressWarnings("SystemConsoleNull") // it may be null for whoever sets jdk.console
    private static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /// A run that is interrupted leaves no fork behind.
    static void endForksWithUs() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }
}
