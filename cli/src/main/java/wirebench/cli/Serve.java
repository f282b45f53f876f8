package wirebench.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.config.Scenario;
import wirebench.server.config.ServerConfig;

/// `wirebench serve`: the loopback server, until somebody ends it.
@Command(
        name = "serve",
        header = "Run the loopback server.",
        abbreviateSynopsis = true,
        descriptionHeading = "%n",
        description = "The first line on standard output is: listening http://HOST:PORT (https:// with TLS)",
        footer = {
            "",
            "SIGTERM and SIGINT end it cleanly, with exit code 0 and what it counted on standard error.",
            "",
            "Examples:",
            "  wirebench serve --port 8080",
            "  wirebench serve --tls --tls-ca ca.pem",
            "  wirebench serve --fault flapping --fault-period 5s",
            "  wirebench serve --list"
        })
final class Serve implements Callable<Integer> {
    private final Streams streams;
    private final Complaints complaints;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String host = ServerConfig.DEFAULT.host();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default: 0, any that is free).")
    private int port = ServerConfig.DEFAULT.port();

    @Option(names = "--loops", paramLabel = "N", description = "Event loops, a thread each (default: 1).")
    private int loops = ServerConfig.DEFAULT.loops();

    @Option(
            names = "--bearer",
            paramLabel = "TOKEN",
            description = "What /auth/bearer wants to be shown (default: wirebench).")
    private String bearer = ServerConfig.DEFAULT.bearerToken();

    @Mixin
    private ServeFault fault = new ServeFault();

    @ArgGroup(exclusive = false, heading = "%nTLS:%n")
    private ServeTls tls = new ServeTls();

    @Option(names = "--until-stdin-closes", description = "End also when standard input closes.")
    private boolean untilStdinCloses;

    @Option(names = "--list", description = "List what the server answers, and exit.")
    private boolean list;

    private boolean ended; // guarded by this

    Serve(Streams streams, Complaints complaints) {
        this.streams = streams;
        this.complaints = complaints;
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() throws InterruptedException {
        Output out = new Output(streams.out());
        if (list) {
            list(out);
            return ExitCode.OK.number();
        }
        try (LoopbackServer server = start()) {
            out.println("listening " + server.url());
            serve(server);
        }
        return ExitCode.OK.number();
    }

    private LoopbackServer start() {
        try {
            ServerConfig config = fault.in(ServerConfig.DEFAULT
                    .withHost(host)
                    .withPort(port)
                    .withLoops(loops)
                    .withBearerToken(bearer));
            return tls.wanted() ? tls.start(config, streams.err()) : LoopbackServer.start(config);
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        } catch (IOException e) {
            throw new Misuse(TerminalText.of(e) + "; choose another with --host and --port, or leave --port out");
        }
    }

    private void serve(LoopbackServer server) throws InterruptedException {
        // A JVM that a signal ends would answer 128 + the signal's number, so it is halted here first.
        Thread signalled = new Thread(
                () -> {
                    end(server);
                    Runtime.getRuntime().halt(ExitCode.OK.number());
                },
                "wirebench-serve-signalled");
        Runtime.getRuntime().addShutdownHook(signalled);
        if (untilStdinCloses) {
            awaitEndOfInput();
        } else {
            server.awaitClose();
        }
        end(server);
        removeHook(signalled);
    }

    /// Returns when standard input has ended. Where it goes wrong it is as good as closed.
    private void awaitEndOfInput() {
        try {
            streams.in().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            complaints.print("standard input failed, so the server ends: " + TerminalText.of(e), e);
        }
    }

    /// Synchronized, so that the process is not halted while the other thread is printing.
    private synchronized void end(LoopbackServer server) {
        server.close();
        tls.discard();
        if (!ended) {
            ended = true;
            streams.err().println(summary(server.counters()));
            streams.err().flush();
        }
    }

    private static String summary(Counters counters) {
        return String.format(
                Locale.ROOT,
                "served %,d exchanges (%,d refused, %,d broken on purpose) over %,d connections, %,d octets in, %,d"
                        + " octets out",
                counters.exchanges(),
                counters.refused(),
                counters.faults(),
                counters.connections(),
                counters.octetsIn(),
                counters.octetsOut());
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came just now; the hook does the rest.
        }
    }

    private static void list(Output out) {
        int width = Arrays.stream(Scenario.values())
                .mapToInt(scenario -> scenario.path().length())
                .max()
                .orElse(0);
        for (Scenario scenario : Scenario.values()) {
            out.println(("%-" + width + "s  %s").formatted(scenario.path(), scenario.sentence()));
        }
    }
}
