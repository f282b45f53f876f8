package wirebench.cli.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's http.server, which answers HTTP/1.0 and so closes each connection after one exchange. It serves the
/// files alone.
final class PythonServer implements RunningServer {
    private static final Pattern GREETING = Pattern.compile("Serving HTTP on .* port (\\d+) .*");

    private final ChildProcess process;
    private final int port;

    private PythonServer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static PythonServer start(Path program, Site site) throws IOException {
        Path folder = Files.createDirectories(site.folder().resolveSibling("python"));
        List<String> command = List.of(
                program.toString(),
                "-u",
                "-m",
                "http.server",
                "0",
                "--bind",
                "127.0.0.1",
                "--directory",
                site.folder().toString());
        ChildProcess process = ChildProcess.startWatched(command, folder.resolve("stderr.log"));
        try {
            return new PythonServer(process, port(process.line()));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static int port(String line) throws IOException {
        Matcher greeting = GREETING.matcher(line);
        if (!greeting.matches()) {
            throw new IOException("not the greeting of http.server: " + line);
        }
        return Integer.parseInt(greeting.group(1));
    }

    @Override
    public int port(Door door) {
        return switch (door) {
            case PATIENT -> port;
            case BRIEF, FEW -> throw new IllegalArgumentException("every connection of this server is brief");
        };
    }

    @Override
    public void close() {
        process.close();
    }
}
