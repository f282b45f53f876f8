package wirebench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server in a Java process of its own, so that its work shares neither heap nor compiler with what is measured.
///
/// The process uses this process's `java.home`, the Serial collector and a heap of 32 MiB. It ends with [#close], and
/// when this process ends, however that happens: its standard input is a pipe from here, and it ends when that closes.
/// Thread-safe.
public final class ServerProcess implements AutoCloseable {
    private static final long END_SECONDS = 5;
    private static final int SOCKET_TIMEOUT_MILLIS = 10_000;

    private final Process process;
    private final ProcessOutput output;
    private final URI uri;

    private ServerProcess(Process process, ProcessOutput output, URI uri) {
        this.process = process;
        this.output = output;
        this.uri = uri;
    }

    /// Starts a process and waits until it listens.
    ///
    /// @param config where to listen, and the limits
    /// @return the running process
    /// @throws IOException if there is no process, or it ended before it listened; the message holds
    ///     what it printed
    public static ServerProcess start(ServerConfig config) throws IOException {
        Process process =
                new ProcessBuilder(command(config)).redirectErrorStream(true).start();
        try {
            ProcessOutput output = ProcessOutput.of(process);
            return new ServerProcess(process, output, URI.create(output.awaitListening()));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(ServerConfig config) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=512m",
                "-XX:-UsePerfData",
                // The JDK's selector looks its keys up by a boxed descriptor number: 16 octets of garbage per event
                // for each number that is not cached.
                "-XX:AutoBoxCacheMax=20000",
                "-cp",
                ownClassPath(),
                ServerMain.class.getName()));
        command.addAll(new ServerArguments(config, true).toList());
        return command;
    }

    /// Where the server's classes come from: a folder of classes, the module's jar, or a jar it was shaded into.
    private static String ownClassPath() throws IOException {
        try {
            return Path.of(ServerMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where the server's classes are", e);
        }
    }

    /// Where the server is found.
    ///
    /// @return `http://HOST:PORT`, without a path
    public String url() {
        return uri.toString();
    }

    /// The port listened on.
    ///
    /// @return the configured one, or the one that was free
    public int port() {
        return uri.getPort();
    }

    /// The process's number.
    ///
    /// @return as the operating system names it
    public long pid() {
        return process.pid();
    }

    /// Whether the process runs.
    ///
    /// @return false from the moment it ended, by whatever cause
    public boolean alive() {
        return process.isAlive();
    }

    /// Asks the server what it counted so far, over a connection that is not counted.
    ///
    /// @return a snapshot
    /// @throws UncheckedIOException if the server cannot be asked, because its process has ended for instance
    public Counters counters() {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket(host, port())) {
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            socket.getOutputStream().write(Octets.of("GET /counters HTTP/1.0\r\n\r\n"));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Counters.parse(response.substring(response.indexOf("\r\n\r\n") + 4));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask " + url() + "/counters: " + e.getMessage(), e);
        }
    }

    /// Ends the process and waits for its end: by closing its standard input, by SIGTERM if that does not help within
    /// five seconds, and then by SIGKILL. To close an ended process does nothing.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken, so the process is ending or past listening to it
        }
        if (!endsSoon()) {
            process.destroy();
            if (!endsSoon()) {
                process.destroyForcibly();
            }
        }
        output.close();
    }

    private boolean endsSoon() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false; // no time to wait: the caller goes on to the next, harder means
        }
    }
}
