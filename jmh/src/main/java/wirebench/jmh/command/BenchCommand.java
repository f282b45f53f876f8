package wirebench.jmh.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import wirebench.jmh.experiment.ExperimentException;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.PlannedRun;
import wirebench.reports.files.NoForkCounts;
import wirebench.reports.files.ReportException;

/// The verbs of `./wirebench` that belong to the benchmarks, and are run with all that those need.
///
/// Exit codes: 0 done; 1 a fork was lost or files could not be read or written; 2 misuse, or an experiment that is
/// wrong; 10 no fork counts; 11 a finding was contradicted.
@Command(
        name = "wirebench",
        description = "Lists, runs and reproduces experiments.",
        subcommands = {Bench.class, ExperimentList.class, Reproduce.class})
public final class BenchCommand {
    private static final int FAILED = 1;
    private static final int MISUSE = 2;
    private static final int INVALID = 10;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "print stack traces with errors")
    private boolean verbose;

    /// For picocli.
    public BenchCommand() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        PlannedRun.endForksWithUs();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        BenchCommand bench = new BenchCommand();
        return new CommandLine(bench)
                .setParameterExceptionHandler((e, _) -> bench.said(e.getCommandLine(), e, MISUSE))
                .setExecutionExceptionHandler((e, command, _) -> bench.broken(e, command));
    }

    private int broken(Exception e, CommandLine command) throws Exception {
        return switch (e) {
            case ExperimentException _ -> said(command, e, MISUSE);
            case RunFailure failed -> said(command, e, failed.exitCode());
            case NoForkCounts _ -> said(command, e, INVALID);
            case ReportException _ -> said(command, e, MISUSE);
            case IOException _ -> said(command, "cannot read or write: " + reason(e), e, FAILED);
            default -> throw e;
        };
    }

    /// What the system says of a file, with the file's name.
    private static String reason(Exception e) {
        return e instanceof FileSystemException system && system.getReason() == null
                ? system.getFile() + " (" + e.getClass().getSimpleName().replace("Exception", "") + ")"
                : String.valueOf(e.getMessage());
    }

    private int said(CommandLine command, Exception e, int code) {
        return said(command, String.valueOf(e.getMessage()), e, code);
    }

    private int said(CommandLine command, String message, Exception e, int code) {
        command.getErr().println("wirebench: " + message);
        if (verbose) {
            e.printStackTrace(command.getErr());
        }
        return code;
    }
}
