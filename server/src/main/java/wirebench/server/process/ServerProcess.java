package wirebench.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;
import wirebench.server.http.Octets;
import wirebench.server.tls.ServerTls;

/// The server in a Java process of its own, so that its work shares neither heap nor compiler with what is
/// measured.
///
/// The process uses this process's `java.home`, the Serial collector and a heap of 32 MiB. It ends with [#close],
/// and when this process ends, however that happens: its standard input is a pipe from here, and it ends when that
/// closes. Thread-safe.
public final class ServerProcess implements AutoCloseable {
    private static final long END_SECONDS = 5;

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
        ServerTls tls = config.tls();
        if (tls == null) {
            return start(config, List.of());
        }
        Path folder = Files.createTempDirectory("wirebench-server-"); // the owner's only
        try {
            return start(config, TlsOptions.write(tls, folder));
        } finally {
            delete(folder); // what listens has read them
        }
    }

    private static ServerProcess start(ServerConfig config, List<String> tlsOptions) throws IOException {
        List<String> command = command(config);
        command.addAll(tlsOptions);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            ProcessOutput output = ProcessOutput.of(process);
            return new ServerProcess(process, output, URI.create(output.awaitListening()));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
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
    /// @return `http://HOST:PORT`, or `https://HOST:PORT` with TLS, without a path
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

    /// Asks the server what it counted so far: by the pipe to its process, so it can be asked whatever its
    /// connections have come to, and needs no client that it would trust.
    ///
    /// @return a snapshot
    /// @throws UncheckedIOException if the server cannot be asked, because its process has ended for instance
    public synchronized Counters counters() {
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write(Octets.of(ServerMain.COUNTERS + "\n"));
            pipe.flush();
            return Counters.parse(output.awaitCounters());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask " + url() + " for its counters: " + e.getMessage(), e);
        }
    }

    /// Ends the process and waits for its end: by closing its standard input, by SIGTERM if that does not help
    /// within five seconds, and then by SIGKILL. To close an ended process does nothing.
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
