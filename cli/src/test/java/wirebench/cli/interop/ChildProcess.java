package wirebench.cli.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own. It ends when its standard input closes: with [#close], and with this process,
/// however that ends.
final class ChildProcess implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    /// Becomes the program, and leaves a watcher behind that ends it when the input closes.
    private static final String WATCHED = """
            exec 3<&0
            (cat <&3 >/dev/null; kill $$) &
            exec "$@" 3<&- </dev/null
            """;

    private final Process process;
    private final Path errors;
    private final BufferedReader output;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts a program that ends by itself when its input closes.
    ///
    /// @param errors the file that its standard error goes to
    static ChildProcess start(List<String> command, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(errors.toFile());
        return new ChildProcess(builder.start(), errors);
    }

    /// Starts a program that knows nothing of its input.
    ///
    /// @param errors the file that its standard error goes to
    static ChildProcess startWatched(List<String> command, Path errors) throws IOException {
        List<String> watched = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
        watched.addAll(command);
        return start(watched, errors);
    }

    /// The next line that it prints.
    ///
    /// @throws IOException if it ends first, with what it wrote to standard error
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("ended without a word: " + Files.readString(errors));
        }
        return line;
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try (output) {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
