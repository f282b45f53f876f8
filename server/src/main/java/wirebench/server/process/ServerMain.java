package wirebench.server.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import wirebench.server.LoopbackServer;

/// The server as a program, as [ServerProcess] runs it.
///
/// The first line on standard output is `listening http://HOST:PORT`. It ends at SIGTERM, and with
/// `--until-stdin-closes` also when its standard input ends, which happens at the latest when its parent dies.
/// Each line `counters` on its standard input is answered by a line `counters JSON`.
/// Other options are `--host`, `--port`, `--loops`, `--backlog`, `--max-connections`, `--max-body` (octets),
/// `--idle-timeout` (ISO 8601), `--bearer`, `--fault`, `--fault-period` (ISO 8601), `--tls-cert` and `--tls-key` (PEM
/// files), `--tls-protocols`,
/// `--tls-client-authentication`, `--tls-client-ca` and `--tls-handshake-timeout`, each as `--name=value`; see
/// [ServerConfig][wirebench.server.config.ServerConfig].
public final class ServerMain {
    static final String COUNTERS = "counters";

    private static final int MISUSE = 2;
    private static final int CANNOT_LISTEN = 3;

    private ServerMain() {}

    /// Runs the server. Exit codes: 0 after standard input ended, 2 for wrong options, 3 if the address cannot be
    /// listened on; each of these prints one line on standard error.
    ///
    /// @param arguments the options
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    /// Runs the server until it is told to end.
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        ServerArguments parsed;
        try {
            parsed = ServerArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSE;
        }
        try (LoopbackServer server = LoopbackServer.start(parsed.config())) {
            // SIGTERM ends the JVM with this hook, while the main thread still waits below.
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "wirebench-server-close"));
            out.println("listening " + server.url());
            out.flush();
            await(server, parsed.untilStdinCloses(), in, out);
            return 0;
        } catch (IOException e) {
            err.println(e.getMessage());
            return CANNOT_LISTEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void await(LoopbackServer server, boolean untilStdinCloses, InputStream in, PrintStream out)
            throws IOException, InterruptedException {
        if (untilStdinCloses) {
            answer(server, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), out);
        } else {
            server.awaitClose();
        }
    }

    private static void answer(LoopbackServer server, BufferedReader in, PrintStream out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(COUNTERS)) {
                out.println(COUNTERS + " " + server.counters().toJson());
                out.flush();
            }
        }
    }
}
