package wirebench.jmh.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.experiment.Sizes;
import wirebench.jmh.folder.RunFailure;
import wirebench.machine.noise.NoiseLimits;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.Report;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ReportException;
import wirebench.reports.statistics.BlockPlan;
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

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double PERCENT = 100;

    // Of ratios of two arms in one block: on a machine of one's own, and on a virtual one with neighbours.
    private static final double QUIET_SCATTER = 0.02;
    private static final double NOISY_SCATTER = 0.10;

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
        System.out.println(inWords(plan) + ", results in " + folder.path());
        sayPrecision(plan);
        power(plan).ifPresent(System.out::println);
        restlessness(plan).ifPresent(System.out::println);
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

    private static String inWords(Plan plan) {
        Duration time = Sizes.timeOfFork(plan.size()).multipliedBy(plan.forks());
        return plan.name() + ": " + counted(plan.forks(), "fork") + " in "
                + counted(plan.order().size(), "block") + ", about " + Math.max(1, Math.round(time.toSeconds() / 60.0))
                + " min, seed " + plan.seed();
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// What is said before an experiment: how small a difference so many blocks can find in so many comparisons,
    /// which may be none.
    static Optional<String> power(Plan plan) {
        if (plan.question().isEmpty() || plan.precision().isPresent()) {
            return Optional.empty();
        }
        int comparisons = plan.pairs(plan.question().get()).size();
        int blocks = plan.order().size();
        int needed = Family.fewestBlocks(comparisons);
        String need =
                (comparisons == 1 ? "A comparison needs " : comparisons + " comparisons that are judged together need ")
                        + needed + " blocks, and these are " + blocks;
        return Optional.of(
                blocks < needed
                        ? "Note: " + need + ": no difference can be found, however large. Use --blocks " + needed + "."
                        : need + ": a difference of " + found(QUIET_SCATTER, blocks, comparisons)
                                + " would be found in 4 of 5 such runs where ratios scatter by "
                                + percent(QUIET_SCATTER) + ", one of " + found(NOISY_SCATTER, blocks, comparisons)
                                + " where they scatter by " + percent(NOISY_SCATTER) + ".");
    }

    private static String found(double scatter, int blocks, int comparisons) {
        return percent(BlockPlan.detectable(scatter, blocks, comparisons));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", PERCENT * share);
    }

    /// What is said of a machine that is not quiet when the run begins.
    private Optional<String> restlessness(Plan plan) {
        Supplier<NoiseSample> watched = world.watch();
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the first fork will end of it
        }
        List<String> crossed = NoiseLimits.DEFAULT.crossedBy(watched.get());
        return crossed.isEmpty()
                ? Optional.empty()
                : Optional.of("Note: this machine is not quiet now (" + String.join("; ", crossed)
                        + "), and forks that are disturbed are "
                        + (plan.reruns() == 0 ? "marked" : "run up to " + (plan.reruns() + 1) + " times")
                        + ". './wirebench doctor' tells more.");
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
        return System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /// A run that is interrupted leaves no fork behind, and is interrupted by the end of whoever started it, even
    /// one by SIGKILL.
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
