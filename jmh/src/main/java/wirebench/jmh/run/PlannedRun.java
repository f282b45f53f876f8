package wirebench.jmh.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.folder.RunFailure;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.Report;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ReportException;
import wirebench.reports.statistics.Family;

/// Carries out a plan for a person: with JMH, progress and the report at the end.
///
/// @param folder where results go
/// @param report where the report goes
/// @param placement which processors the forks and their servers have
/// @param world around it
public record PlannedRun(RunFolder folder, Path report, CpuPlacement placement, Surroundings world) {
    /// The system property that names the process with which this one ends.
    public static final String PARENT = "wirebench.parent";

    private static final int LARGEST_DRAWN_SEED = 1_000_000;
    private static final int ENDED_WITH_PARENT = 143; // as after SIGTERM

    /// A seed that is short enough to be typed again, if none is given.
    public static long seed(@Nullable Long given) {
        return given == null ? RandomGenerator.getDefault().nextInt(1, LARGEST_DRAWN_SEED) : given;
    }

    /// Carries it out from its first fork.
    public void begin(Plan plan) throws RunFailure, IOException, ReportException {
        try (JmhLock _ = JmhLock.acquire()) {
            run(plan, BlockRun.begin(plan, folder, NoiseRule.USUAL, progress(plan), world));
        }
        writeReport();
    }

    /// Goes on with the plan that is in the folder.
    public void resume() throws RunFailure, IOException, ReportException {
        Plan plan = Plan.read(folder.path());
        try (JmhLock _ = JmhLock.acquire()) {
            run(plan, BlockRun.resume(folder, NoiseRule.USUAL, progress(plan), world));
        }
        writeReport();
    }

    private void run(Plan plan, BlockRun run) throws RunFailure, IOException, ReportException {
        // Forks inherit it; their servers start there too, and are moved.
        placement.apply(CpuPlacement.Role.CLIENT, ProcessHandle.current().pid());
        System.out.println(plan.name() + ": " + plan.forks() + " forks in "
                + plan.order().size() + " blocks, seed " + plan.seed() + ", results in " + folder.path());
        sayPrecision(plan);
        blindness(plan).ifPresent(System.out::println);
        BlockRun last;
        Thread interrupted = new Thread(() -> System.err.println(interrupted(plan)));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (PrintStream log = log()) {
            last = runAll(run, new JmhForks(plan.size(), placement, log, folder.log()));
        } finally {
            forget(interrupted);
        }
        if (!last.hasResults()) {
            throw RunFailure.invalid("INVALID: none of the " + plan.forks() + " forks counts ("
                    + String.join("; ", last.whyInvalid()) + "). They are kept in "
                    + folder.path().resolve("forks") + ", each with its reason in its name.");
        }
    }

    /// What is said before a run that could find no difference, however large.
    static Optional<String> blindness(Plan plan) {
        if (plan.question().isEmpty() || plan.precision().isPresent()) {
            return Optional.empty();
        }
        int comparisons = plan.pairs(plan.question().get()).size();
        int blocks = plan.order().size();
        int needed = Family.fewestBlocks(comparisons);
        return blocks >= needed
                ? Optional.empty()
                : Optional.of("Note: "
                        + (comparisons == 1
                                ? "a comparison needs "
                                : comparisons + " comparisons that are judged together need ")
                        + needed
                        + " blocks, and these are " + blocks
                        + ": no difference can be found, however large. Use --blocks "
                        + needed + ".");
    }

    /// What is said when the run is interrupted: what is kept, and how to go on.
    String interrupted(Plan plan) {
        long kept = plan.slots().stream().filter(folder.forks()::isWhole).count();
        return System.lineSeparator() + "interrupted: " + kept + " of " + plan.forks()
                + " forks are kept; go on with ./wirebench bench --resume " + folder.path();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // This process is ending: the hook says so.
        }
    }

    /// Goes on after a pilot with as many blocks as it asks for.
    private BlockRun runAll(BlockRun run, JmhForks forks) throws RunFailure, IOException, ReportException {
        run.run(forks);
        Optional<Plan> longer = run.afterPilot();
        if (longer.isEmpty()) {
            return run;
        }
        sayPrecision(longer.get());
        BlockRun rest = BlockRun.extend(longer.get(), folder, NoiseRule.USUAL, progress(longer.get()), world);
        rest.run(forks);
        return rest;
    }

    private static void sayPrecision(Plan plan) {
        plan.precision().ifPresent(precision -> System.out.println("Precision: " + Pilot.inWords(plan, precision)));
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

    private static Progress progress(Plan plan) {
        return new Progress(System.out, onTerminal(), plan.forks());
    }

    @SuppressWarnings("SystemConsoleNull") // it may be null for whoever sets jdk.console
    private static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /// A run that is interrupted leaves no fork behind, and is interrupted by the end of whoever started it, even one
    /// by
    /// SIGKILL.
    public static void endForksWithUs() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            Thread.ofVirtual().name("end-with-parent").start(() -> endAfter(parent));
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }

    private static void endAfter(long parent) {
        ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
        System.exit(ENDED_WITH_PARENT);
    }
}
