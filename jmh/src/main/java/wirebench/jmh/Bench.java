package wirebench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import wirebench.jmh.experiment.Size;
import wirebench.reports.ReportException;

/// Runs an experiment or a suite in interleaved blocks, or goes on with one.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs an experiment in blocks: one fork of each arm in each block, in random order.")
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "number or name of an experiment (see 'wirebench experiments'), or a file of your own")
    private @Nullable String wanted;

    @Option(names = "--suite", paramLabel = "NAME", description = "a suite instead, such as smoke or quick")
    private @Nullable String suite;

    @Option(names = "--resume", paramLabel = "FOLDER", description = "go on with the run whose results are there")
    private @Nullable Path resume;

    @Option(names = "--blocks", paramLabel = "N", description = "forks of each arm; the experiment's if not given")
    private @Nullable Integer blocks;

    @Option(names = "--budget", paramLabel = "TIME", description = "as many blocks as fit, such as 30m or 2h")
    private @Nullable String budget;

    @Option(names = "--seed", paramLabel = "N", description = "of the order of the forks; drawn if not given")
    private @Nullable Long seed;

    @Option(names = "--quick", description = "3 blocks of short forks: shows that it works, supports no verdict")
    private boolean quick;

    @Option(names = "--out", paramLabel = "FOLDER", description = "where results go (jmh/target/experiments/NAME-TIME)")
    private @Nullable Path out;

    @Mixin
    private PlacementOption processors = new PlacementOption();

    /// For picocli.
    Bench() {}

    @Override
    public Integer call() throws SuiteException, IOException, ReportException, ExperimentException {
        requireOne();
        if (resume != null) {
            new Session(new ResultFolder(resume), resume.resolve("report"), processors.placement()).resume();
            return 0;
        }
        RunPlan plan = plan(Session.seed(seed));
        Path folder = out == null ? UsualFolder.of(plan.name()) : out;
        new Session(new ResultFolder(folder), folder.resolve("report"), processors.placement()).begin(plan);
        return 0;
    }

    private void requireOne() {
        long given = List.of(wanted != null, suite != null, resume != null).stream()
                .filter(each -> each)
                .count();
        if (given != 1) {
            throw misuse("name an experiment, or a suite with --suite, or a folder with --resume");
        }
        if (resume != null && (blocks != null || budget != null || seed != null || quick || out != null)) {
            throw misuse("--resume goes on with the plan that is in the folder, and takes no other option but --cpus");
        }
        if (blocks != null && budget != null) {
            throw misuse("--blocks and --budget both say how many blocks there are; give one of them");
        }
        if (blocks != null && blocks < 1) {
            throw misuse("--blocks must be at least 1, not " + blocks);
        }
    }

    private RunPlan plan(long order) throws ExperimentException, IOException {
        if (suite == null) {
            Experiment experiment = new Experiments(OpenValues.benchmarks()).find(String.valueOf(wanted));
            Size size = size(experiment.size(), experiment.arms().size() + 1);
            return RunPlan.of(experiment, size, order, command(order));
        }
        try {
            SuitePlan plan = SuitePlan.named(suite);
            Size size = size(plan.size(), plan.cells().size());
            return RunPlan.of(plan.withSize(size), order, command(order));
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private Size size(Size usual, int arms) {
        Size size = quick ? usual.quick() : usual;
        if (budget != null) {
            return size.withBlocks(blocksIn(budget, size.withBlocks(1).of(arms)));
        }
        return blocks == null ? size : size.withBlocks(blocks);
    }

    private int blocksIn(String text, Duration block) {
        int fit = (int) Math.min(Integer.MAX_VALUE, duration(text).dividedBy(block));
        if (fit < 1) {
            throw misuse("a budget of " + text + " holds no block, which takes about " + block.toSeconds() + "s");
        }
        return fit;
    }

    private Duration duration(String text) {
        if (!text.matches("[1-9]\\d{0,5}[smh]")) {
            throw misuse(
                    "--budget '" + text + "' is not a duration; write a number and its unit, such as 90s, 30m or 2h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /// What runs the same in the same order again.
    private String command(long order) {
        List<String> words = new ArrayList<>(List.of("./wirebench", "bench"));
        words.addAll(suite == null ? List.of(String.valueOf(wanted)) : List.of("--suite", suite));
        if (blocks != null) {
            words.addAll(List.of("--blocks", Integer.toString(blocks)));
        }
        if (budget != null) {
            words.addAll(List.of("--budget", budget));
        }
        if (quick) {
            words.add("--quick");
        }
        words.addAll(processors.words());
        words.addAll(List.of("--seed", Long.toString(order)));
        return String.join(" ", words);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(options.commandLine(), message);
    }
}
