package wirebench.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command: its verbs, and what becomes of what they throw.
@Command(
        name = "wirebench",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = BuildVersion.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%nVerbs ('wirebench VERB --help' tells more):%n",
        exitCodeListHeading = "%nExit codes:%n",
        description = "HTTP/1.1 over three raw clients: send an exchange, serve, put a URL under load.")
public final class Wirebench {
    private final Complaints complaints;

    private Wirebench(Complaints complaints) {
        this.complaints = complaints;
    }

    /// Runs the command in this process and ends the process.
    ///
    /// @param arguments verb and options
    public static void main(String[] arguments) {
        System.exit(run(Streams.system(), arguments));
    }

    /// Runs the command.
    ///
    /// @return the exit code
    static int run(Streams streams, String... arguments) {
        return commandLine(streams).execute(arguments);
    }

    static CommandLine commandLine(Streams streams) {
        Complaints complaints = new Complaints(streams);
        CommandLine command = new CommandLine(new Wirebench(complaints));
        command.addSubcommand(Verbs.send(streams, complaints));
        command.addSubcommand(Verbs.serve(streams, complaints));
        command.addSubcommand(new CommandLine(new GenerateCompletion()));
        command.setOut(streams.outWriter());
        command.setErr(streams.errWriter());
        command.setColorScheme(Help.defaultColorScheme(streams.outAnsi()));
        command.setParameterExceptionHandler((e, _) -> misuse(complaints, e));
        command.setExecutionExceptionHandler((e, failed, _) -> failed(complaints, failed, e));
        return command;
    }

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print stack traces with errors.")
    private void verbose(boolean wanted) {
        complaints.verbose(wanted);
    }
}
