package wirebench.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs that run benchmarks. They are carried out by a process of their own with the jar of the benchmarks,
/// because JMH starts its forks with the class path of whoever asks for them: so they are the same as with `mvn
/// verify -Pbench`.
final class BenchVerbs {
    private static final Map<String, String> VERBS = Map.of(
            "bench", "Runs an experiment or a suite, block by block, or goes on with one.",
            "experiments", "Lists the experiments, or tells all of one.",
            "jmh", "Runs JMH itself with the benchmarks; 'jmh -h' lists its options.",
            "reproduce", "Runs the plan of a run again, and says of each finding whether it was found again.");
    private static final String MAIN = "wirebench.jmh.command.BenchCommand";
    private static final String JMH = "jmh";
    private static final String JMH_MAIN = "wirebench.jmh.program.PlainJmh";
    private static final String VERBOSE = "--verbose";
    private static final long GRACE_SECONDS = 5;

    private BenchVerbs() {}

    /// Whether the arguments belong to one of these verbs.
    static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.equals(VERBOSE))
                .findFirst()
                .filter(VERBS::containsKey)
                .isPresent();
    }

    /// Lists the verbs in the help of the command; their own help comes from where they are carried out.
    static void list(CommandLine command) {
        VERBS.keySet().stream().sorted().forEach(verb -> command.addSubcommand(verb, new CommandLine(listed(verb))));
    }

    private static CommandSpec listed(String verb) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new Listed());
        spec.usageMessage()
                .description(VERBS.get(verb)
                        + (verb.equals(JMH) ? "" : " 'wirebench " + verb + " --help' lists the options."));
        return spec;
    }

    /// A verb that is only looked at.
    @Command
    private static final class Listed {}

    /// Carries a verb out.
    ///
    /// @return the exit code of the process
    static int run(Complaints complaints, String... arguments) {
        Path jar = jar();
        if (!Files.isReadable(jar)) {
            complaints.print(jar + " is not there: run mvn package first", null);
            return ExitCode.INTERNAL.number();
        }
        try {
            Process process =
                    new ProcessBuilder(command(jar, arguments)).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            return process.waitFor();
        } catch (IOException e) {
            complaints.print("cannot start the benchmarks: " + TerminalText.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            complaints.print("interrupted while the benchmarks run", e);
        }
        return ExitCode.INTERNAL.number();
    }

    private static List<String> command(Path jar, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dwirebench.parent=" + ProcessHandle.current().pid(),
                "-cp",
                jar.toString()));
        if (arguments[0].equals(JMH)) {
            words.add(JMH_MAIN);
            words.addAll(List.of(arguments).subList(1, arguments.length));
            words.replaceAll(word -> word.equals("--help") ? "-h" : word);
        } else {
            words.add(MAIN);
            words.addAll(List.of(arguments));
        }
        return words;
    }

    /// Where the build puts it: this program is in `cli/target`, that of the benchmarks in `jmh/target`.
    private static Path jar() {
        try {
            Path here = Path.of(BenchVerbs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return here.resolve("../../../jmh/target/benchmarks.jar").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this program is no URI", e);
        }
    }

    /// Who ends us means the benchmarks as well, which end their forks.
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
        }
    }
}
