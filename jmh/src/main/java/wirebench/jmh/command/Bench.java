package wirebench.jmh.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.ExperimentException;
import wirebench.jmh.experiment.Experiments;
import wirebench.jmh.experiment.Suite;
import wirebench.jmh.experiment.Suites;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.PlannedRun;
import wirebench.jmh.run.Plans;
import wirebench.jmh.run.RunFolder;
import wirebench.jmh.run.ThisMachine;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.files.Origin;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Precision;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.Size;

/// Runs an experiment or a suite in interleaved blocks, or goes on with one.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs an experiment in blocks: one fork of each arm in each block, in random order.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run is complete and its report written",
            "1:a fork was lost, or a file could not be read or written; --resume goes on",
            "2:misuse, or an experiment that is wrong; nothing was run",
            "10:no fork counts; the reasons were printed"
        })
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "number or name of an experiment (see 'wirebench experiments'), or a file of your own")
    private @Nullable String wanted;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            completionCandidates = SuiteNames.class,
            description = "a suite instead: ${COMPLETION-CANDIDATES}")
    private @Nullable String suite;

    @Option(
            names = "--only",
            paramLabel = "BENCHMARK",
            description = "of a suite one benchmark by name, such as KeepAlive, or an expression found in the ids of"
                    + " its cells")
    private @Nullable String only;

    @Option(names = "--resume", paramLabel = "FOLDER", description = "go on with the run whose results are there")
    private @Nullable Path resume;

    @Option(names = "--seed", paramLabel = "N", description = "of the order of the forks; drawn if not given")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where results go (results/NAME-TIME); it has to be empty")
    private @Nullable Path out;

    @Option(names = "--report", paramLabel = "FOLDER", description = "where the report goes (report, in the results)")
    private @Nullable Path report;

    @Mixin
    private SizeOptions sizes = new SizeOptions();

    @Mixin
    private PlacementOption processors = new PlacementOption();

    /// For picocli.
    Bench() {}

    @Override
    public Integer call() throws RunFailure, IOException, ReportException, ExperimentException {
        requireOne();
        if (resume != null) {
            run(resume, resume.resolve("report")).resume();
            return 0;
        }
        Plan plan = plan(PlannedRun.seed(seed));
        Path folder = out == null ? ResultsPlace.of(plan.name()) : out;
        Path target = report == null ? folder.resolve("report") : report;
        run(folder, target).begin(plan);
        return 0;
    }

    private PlannedRun run(Path folder, Path target) {
        CpuPlacement placement = processors.placement();
        return new PlannedRun(new RunFolder(folder), target, placement, ThisMachine.read(placement));
    }

    private void requireOne() {
        long given = List.of(wanted != null, suite != null, resume != null).stream()
                .filter(each -> each)
                .count();
        if (given != 1) {
            throw misuse("name an experiment, or a suite with --suite, or a folder with --resume");
        }
        if (resume != null && (sizes.given() || seed != null || out != null || report != null)) {
            throw misuse("--resume goes on with the plan that is in the folder, and takes no other option but --cpus");
        }
        if (only != null && suite == null) {
            throw misuse("--only takes a benchmark of a suite; name one with --suite");
        }
        sizes.check();
        if (suite != null) {
            sizes.refusePrecision("--precision needs an experiment: a suite has no baseline to be precise about");
        }
    }

    private Plan plan(long order) throws ExperimentException, IOException {
        if (suite == null) {
            Experiment experiment = new Experiments(ParameterChoices.benchmarks()).find(String.valueOf(wanted));
            int arms = experiment.armsToRun().size();
            Size size = sizes.size(experiment.size(), arms, experiment.comparisons());
            Optional<Precision> precision = sizes.precision(size, arms, experiment.comparisons());
            return Plans.of(experiment, size, order, command(order), precision, origin());
        }
        Suite cells = suite(suite);
        Size size = sizes.size(cells.size(), cells.cells().size(), 1);
        return Plans.of(cells.withSize(size), order, command(order), origin());
    }

    private Origin origin() {
        return ThisMachine.read(processors.placement()).origin(Plans.newRun(Instant.now()));
    }

    private Suite suite(String name) throws ExperimentException, IOException {
        Suites suites = new Suites(ParameterChoices.benchmarks());
        try {
            return only == null ? suites.named(name) : suites.named(name).only(only, suites.largest());
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    /// What runs the same in the same order again.
    private String command(long order) {
        List<String> words = new ArrayList<>(List.of("./wirebench", "bench"));
        words.addAll(suite == null ? List.of(String.valueOf(wanted)) : List.of("--suite", suite));
        if (only != null) {
            words.addAll(List.of("--only", "'" + only + "'"));
        }
        words.addAll(sizes.words());
        words.addAll(processors.words());
        words.addAll(List.of("--seed", Long.toString(order)));
        return String.join(" ", words);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(options.commandLine(), message);
    }
}
