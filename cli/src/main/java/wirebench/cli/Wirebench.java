package wirebench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
        synopsisHeading = "%nUsage: ",
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        commandListHeading = "%nVerbs ('wirebench VERB --help' tells more):%n")
public final class Wirebench {
    private static final String EXIT_CODES = "%nExit codes:%n";

    private final Complaints complaints;

    private Wirebench(Complaints complaints) {
        this.complaints = complaints;
    }

    /// Runs the command in this process and ends the process.
    ///
    /// @param arguments verb and options
    public static void main(String[] arguments) {
        Streams streams = Streams.system();
        try {
            System.exit(run(streams, ArgumentText.asGiven(arguments)));
        } catch (Misuse e) {
            System.exit(
                    misused(new Complaints(streams), e.reason(), "wirebench", e).number());
        }
    }

    /// Runs the command.
    ///
    /// @return the exit code
    static int run(Streams streams, String... given) {
        String[] arguments = spelledOut(given);
        Complaints complaints = new Complaints(streams);
        if (BenchVerbs.isAsked(arguments)) {
            return BenchVerbs.run(complaints, arguments);
        }
        try {
            CommandLine command = commandLine(streams, complaints);
            return command.execute(hasVerb(command, arguments) ? arguments : Arrays.copyOf(arguments, 1));
        } catch (Error e) {
            return failed(complaints, "wirebench", e).number();
        }
    }

    /// `help VERB` is the verb with `--help`, so that verbs which another process carries out are told of as well.
    private static String[] spelledOut(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        String[] spelledOut = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
        spelledOut[arguments.length - 1] = "--help";
        return spelledOut;
    }

    /// Otherwise `--help` behind what is no verb would be that of the whole command, as if nothing were wrong.
    private static boolean hasVerb(CommandLine command, String... arguments) {
        return arguments.length == 0
                || arguments[0].startsWith("-")
                || command.getSubcommands().containsKey(arguments[0]);
    }

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print stack traces with errors.")
    void verbose(boolean wanted) {
        complaints.verbose(wanted);
    }

    private static CommandLine commandLine(Streams streams, Complaints complaints) {
        CommandLine command = new CommandLine(new Wirebench(complaints));
        CommandLine send = new CommandLine(new Send(streams, complaints));
        listExitCodes(
                send,
                EnumSet.complementOf(
                        EnumSet.of(ExitCode.UNFIT, ExitCode.THRESHOLD, ExitCode.INVALID, ExitCode.CONTRADICTED)));
        command.addSubcommand(send);
        command.addSubcommand(new CommandLine(new Serve(streams, complaints)));
        CommandLine load = new CommandLine(new Load(streams, complaints));
        listExitCodes(load, EnumSet.complementOf(EnumSet.of(ExitCode.UNFIT, ExitCode.CONTRADICTED)));
        command.addSubcommand(load);
        CommandLine doctor = new CommandLine(new Doctor(streams));
        listExitCodes(doctor, ExitCode.listed("nothing on this machine will spoil results", ExitCode.UNFIT));
        command.addSubcommand(doctor);
        CommandLine report = new CommandLine(new ReportVerb(streams));
        listExitCodes(report, ExitCode.listed("the report was written"));
        command.addSubcommand(report);
        CommandLine compare = new CommandLine(new Compare(streams));
        listExitCodes(compare, ExitCode.listed("the runs were compared", ExitCode.THRESHOLD, ExitCode.INVALID));
        command.addSubcommand(compare);
        BenchVerbs.list(command);
        command.addSubcommand(new CommandLine(new HelpCommand()));
        command.addSubcommand(new CommandLine(new GenerateCompletion()));
        // Last, because the verbs inherit what is there when they are added.
        command.getCommandSpec()
                .usageMessage()
                .header("HTTP/1.1 over raw sockets: send exchanges, serve them, put a URL under load, and look at"
                        + " the machine before.");
        command.setExpandAtFiles(false); // "-d @FILE" is a body, not a list of arguments
        command.registerConverter(Duration.class, new DurationText());
        command.setOut(streams.outWriter());
        command.setErr(streams.errWriter());
        command.setColorScheme(Help.defaultColorScheme(streams.outAnsi()));
        command.setParameterExceptionHandler((e, _) -> misused(complaints, e).number());
        command.setExecutionExceptionHandler(
                (e, failed, _) -> failed(complaints, name(failed), e).number());
        return command;
    }

    private static void listExitCodes(CommandLine command, Set<ExitCode> codes) {
        Map<String, String> meanings = new LinkedHashMap<>();
        codes.forEach(code -> meanings.put(String.valueOf(code.number()), code.meaning()));
        listExitCodes(command, meanings);
    }

    private static void listExitCodes(CommandLine command, Map<String, String> meanings) {
        command.getCommandSpec().usageMessage().exitCodeListHeading(EXIT_CODES).exitCodeList(meanings);
    }

    private static ExitCode misused(Complaints complaints, ParameterException e) {
        CommandLine command = e.getCommandLine();
        return misused(complaints, explain(command, e), name(command), e);
    }

    private static String explain(CommandLine command, ParameterException e) {
        boolean unknownOption = e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption();
        if (command.getParent() == null && !unknownOption) {
            return "the first argument has to be a verb: "
                    + String.join(", ", command.getSubcommands().keySet());
        }
        return e instanceof UnmatchedArgumentException unmatched ? explain(unmatched) : TerminalText.of(e);
    }

    private static String explain(UnmatchedArgumentException e) {
        String what = e.isUnknownOption() ? "there is no option " : "there is one argument too many: ";
        String suggestions =
                e.getSuggestions().isEmpty() ? "" : "; did you mean " + String.join(" or ", e.getSuggestions()) + "?";
        return what + "'" + TerminalText.of(e.getUnmatched().getFirst()) + "'" + suggestions;
    }

    private static ExitCode misused(Complaints complaints, String line, String name, Throwable thrown) {
        complaints.print(TerminalText.withoutUserinfo(line) + " (see '" + name + " --help')", thrown);
        return ExitCode.MISUSE;
    }

    private static ExitCode failed(Complaints complaints, String name, Throwable thrown) {
        return switch (thrown) {
            case Misuse misuse -> misused(complaints, misuse.reason(), name, misuse);
            case Output.Closed closed when closed.readerLeft() -> ExitCode.OUTPUT_CLOSED;
            case Output.Closed closed -> {
                complaints.print("cannot write to standard output: " + closed.reason(), closed);
                yield ExitCode.INTERNAL;
            }
            default -> {
                complaints.print(name, Trouble.of(thrown), thrown);
                yield ExitCode.INTERNAL;
            }
        };
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
