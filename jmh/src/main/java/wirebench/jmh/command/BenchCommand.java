package wirebench.jmh.command;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import wirebench.jmh.experiment.ExperimentException;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.PlannedRun;
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
        return new CommandLine(new BenchCommand())
                .setParameterExceptionHandler(BenchCommand::misused)
                .setExecutionExceptionHandler(BenchCommand::broken);
    }

    private static int misused(ParameterException e, String[] arguments) {
        return said(e.getCommandLine(), String.valueOf(e.getMessage()), MISUSE);
    }

    private static int broken(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        return switch (e) {
            case ExperimentException _ -> said(command, String.valueOf(e.getMessage()), MISUSE);
            case RunFailure failed -> said(command, String.valueOf(e.getMessage()), failed.exitCode());
            case ReportException _ -> said(command, String.valueOf(e.getMessage()), MISUSE);
            case IOException _ -> said(command, "cannot read or write: " + e.getMessage(), FAILED);
            default -> throw e;
        };
    }

    private static int said(CommandLine command, String message, int code) {
        command.getErr().println("wirebench: " + message);
        return code;
    }
}
