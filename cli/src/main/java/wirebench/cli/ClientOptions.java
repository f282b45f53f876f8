package wirebench.cli;

import java.time.Duration;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;

/// Which client, and how patient it is. The defaults are those of [ClientConfig#DEFAULT].
final class ClientOptions {
    @Option(
            names = "--client",
            paramLabel = "CLIENT",
            completionCandidates = Names.class,
            converter = Named.class,
            defaultValue = "virtual",
            description = "Implementation to use: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ClientProvider client = NONE;

    @Option(
            names = "--acquire-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Waiting for a connection (default: ${DEFAULT-VALUE}). Times: 250ms, 2s, 1m; 0s: no limit.")
    private Duration acquire = Duration.ZERO;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Resolving the name and connecting (default: ${DEFAULT-VALUE}).")
    private Duration connect = Duration.ZERO;

    @Option(
            names = "--handshake-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "The TLS handshake, once connected (default: ${DEFAULT-VALUE}).")
    private Duration handshake = Duration.ZERO;

    @Option(
            names = "--write-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Between two writes of the request (default: ${DEFAULT-VALUE}).")
    private Duration write = Duration.ZERO;

    @Option(
            names = "--expect-timeout",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "How long -H 'Expect: 100-continue' holds the body back (default: ${DEFAULT-VALUE}).")
    private Duration expectContinue = Duration.ZERO;

    @Option(
            names = "--head-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "From the end of the request to the end of the head (default: ${DEFAULT-VALUE}).")
    private Duration head = Duration.ZERO;

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Between two reads of the body (default: ${DEFAULT-VALUE}).")
    private Duration read = Duration.ZERO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "The whole exchange (default: ${DEFAULT-VALUE}, no limit).")
    private Duration total = Duration.ZERO;

    private static final ClientProvider NONE = new ClientProvider() {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public String description() {
            return "stands in until the command line is parsed";
        }

        @Override
        public ExecutionModel model() {
            throw tooEarly();
        }

        @Override
        public HttpClient open(ClientConfig config) {
            throw tooEarly();
        }

        private static IllegalStateException tooEarly() {
            return new IllegalStateException("the command line was not parsed");
        }
    };

    ClientProvider client() {
        return client;
    }

    /// Opens the client.
    ///
    /// @throws Misuse if it does not know what it is told, such as a strategy
    HttpClient open(ClientConfig config) {
        try {
            return client.open(config);
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        }
    }

    Timeouts timeouts() {
        return Timeouts.DEFAULT
                .withAcquire(acquire)
                .withConnect(connect)
                .withHandshake(handshake)
                .withWrite(write)
                .withExpectContinue(expectContinue)
                .withHead(head)
                .withRead(read)
                .withTotal(total);
    }

    /// The names of the implementations on the class path.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ClientProvider.all().stream().map(ClientProvider::name).iterator();
        }
    }

    /// Finds an implementation by name.
    static final class Named implements ITypeConverter<ClientProvider> {
        @Override
        public ClientProvider convert(String name) {
            try {
                return ClientProvider.named(TerminalText.of(name));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(TerminalText.of(e));
            }
        }
    }
}
