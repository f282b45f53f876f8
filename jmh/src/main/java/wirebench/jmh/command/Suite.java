package wirebench.jmh.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.PlannedRun;
import wirebench.jmh.run.RunFolder;
import wirebench.jmh.run.RunPlan;
import wirebench.jmh.suite.SuitePlan;
import wirebench.reports.files.ReportException;

/// Runs a suite of benchmarks in interleaved blocks and writes the report on it.
///
/// JMH by itself runs all forks of one benchmark before it goes on to the next, so that whatever drifts meanwhile
/// looks like a difference between the benchmarks. This runs one fork at a time, in an order drawn anew for every
/// block.
///
/// Exit codes: 0 the report is written; 1 a fork was lost, results are missing or files could not be written; 2
/// wrong options; 10 no fork counts.
@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description = "Runs a suite of benchmarks in interleaved blocks and writes the report on it.")
public final class Suite implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MISUSE = 2;

    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "smoke (2 minutes), quick (12, the default), standard (60); parser (8): our codec and its peers;"
                            + " peers (9): other clients beside ours; pools (14): pools alone; or the arms of one question (10"
                            + " each): buffers, pooling, waiting, pipelining, sizes, delay; or TLS (14 each): handshakes,"
                            + " secured, secure-peers")
    private String suite = "quick";

    @Option(
            names = "--only",
            paramLabel = "BENCHMARK",
            description = "one benchmark by name, such as KeepAlive, or an expression found in the ids of its cells")
    private @Nullable String only;

    @Option(names = "--out", paramLabel = "DIR", description = "where results go (jmh/target/results)")
    private Path out = Path.of("jmh", "target", "results");

    @Option(names = "--report", paramLabel = "DIR", description = "where the report goes (reports/target)")
    private Path report = Path.of("reports", "target");

    @Option(names = "--seed", paramLabel = "N", description = "of the order of the forks; drawn if not given")
    private @Nullable Long seed;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "blocks, and so forks of each cell; the suite's if not given")
    private @Nullable Integer forks;

    @Mixin
    private PlacementOption processors = new PlacementOption();

    /// For picocli.
    public Suite() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        PlannedRun.endForksWithUs();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Suite())
                .setParameterExceptionHandler(Suite::misused)
                .setExecutionExceptionHandler(Suite::broken);
    }

    @Override
    public Integer call() throws RunFailure, IOException, ReportException {
        long order = PlannedRun.seed(seed);
        new PlannedRun(new RunFolder(out), report, processors.placement())
                .begin(RunPlan.of(plan(), order, command(order)));
        return 0;
    }

    private SuitePlan plan() {
        try {
            SuitePlan plan = SuitePlan.named(suite);
            if (only != null) {
                plan = plan.only(only);
            }
            return forks == null ? plan : plan.withBlocks(forks);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(options.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /// What runs the same cells in the same order again.
    private String command(long order) {
        List<String> words = new ArrayList<>(
                List.of("java", "-cp", "jmh/target/benchmarks.jar", "wirebench.jmh.command.Suite", "--suite", suite));
        if (only != null) {
            words.addAll(List.of("--only", "'" + only + "'"));
        }
        if (forks != null) {
            words.addAll(List.of("--forks", Integer.toString(forks)));
        }
        words.addAll(processors.words());
        words.addAll(List.of("--seed", Long.toString(order)));
        return String.join(" ", words);
    }

    private static int misused(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println("suite: " + e.getMessage());
        return MISUSE;
    }

    private static int broken(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        return switch (e) {
            case RunFailure failed -> said(command, String.valueOf(e.getMessage()), failed.exitCode());
            case ReportException _ -> said(command, String.valueOf(e.getMessage()), FAILED);
            case IOException _ -> said(command, "cannot read or write: " + e.getMessage(), FAILED);
            default -> throw e;
        };
    }

    private static int said(CommandLine command, String message, int code) {
        command.getErr().println("suite: " + message);
        return code;
    }
}
