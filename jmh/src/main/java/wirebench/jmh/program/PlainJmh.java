package wirebench.jmh.program;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import wirebench.client.ClientProvider;

/// JMH as the jar of the benchmarks starts it: with every client on the class path where the command line names none,
/// since an annotation cannot list what is not known before.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar -h`
public final class PlainJmh {
    private static final String CLIENT = "client";

    private PlainJmh() {}

    /// Runs JMH's own main.
    ///
    /// @param arguments as JMH takes them
    /// @throws IOException as JMH throws it
    public static void main(String[] arguments) throws IOException {
        Main.main(withClients(arguments));
    }

    /// The arguments, with the names of all clients behind them if they name none.
    static String[] withClients(String... arguments) {
        return nameClients(arguments)
                ? arguments
                : Stream.concat(Arrays.stream(arguments), Stream.of("-p", CLIENT + "=" + all()))
                        .toArray(String[]::new);
    }

    private static boolean nameClients(String... arguments) {
        try {
            return new CommandLineOptions(arguments).getParameter(CLIENT).hasValue();
        } catch (CommandLineOptionException _) {
            return true; // JMH itself says what is wrong with them
        }
    }

    private static String all() {
        return ClientProvider.all().stream().map(ClientProvider::name).collect(Collectors.joining(","));
    }
}
