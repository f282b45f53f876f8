package wirebench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Counts the system calls of this process by `strace -c -f`, where the machine permits it. The process is stopped
/// twice at each call then, so nothing that is timed may run meanwhile. Not thread-safe.
public final class SystemCallCount {
    private static final long MOST_MILLIS = 20_000;
    private static final long LOOK_MILLIS = 20;
    private static final String ATTACHED = "attached";

    private final List<String> strace;

    /// A count by the program of that name on the path.
    public SystemCallCount() {
        this(List.of("strace"));
    }

    /// A count by another program, which is told the same.
    ///
    /// @param strace the beginning of its command line
    SystemCallCount(List<String> strace) {
        this.strace = List.copyOf(strace);
    }

    /// Counts while a load runs.
    ///
    /// @param load runs for that time
    /// @param duration how long
    /// @return the calls, and the exchanges of that run
    /// @throws LoadException if the machine does not permit it, with its own words, or nothing was carried out
    /// @throws InterruptedException if interrupted meanwhile
    public SystemCalls during(LoadDriver load, Duration duration) throws LoadException, InterruptedException {
        try {
            Path folder = Files.createTempDirectory("wirebench-strace");
            try {
                return during(load, duration, folder.resolve("table"), folder.resolve("said"));
            } finally {
                Files.deleteIfExists(folder.resolve("table"));
                Files.deleteIfExists(folder.resolve("said"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw refused(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private SystemCalls during(LoadDriver load, Duration duration, Path table, Path said)
            throws IOException, LoadException, InterruptedException {
        Process tracer = start(table, said);
        try {
            awaitAttached(tracer, said);
            LoadResult result = load.run(duration);
            end(tracer);
            if (result.exchanges() == 0) {
                throw refused("no exchange ended well meanwhile");
            }
            return SystemCalls.parse(result.exchanges(), Files.readAllLines(table));
        } finally {
            tracer.destroyForcibly();
        }
    }

    private Process start(Path table, Path said) throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        List<String> command = new ArrayList<>(strace);
        command.addAll(List.of("-c", "-f", "-o", table.toString(), "-p", self));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static void awaitAttached(Process tracer, Path said)
            throws IOException, LoadException, InterruptedException {
        for (long waited = 0; waited < MOST_MILLIS; waited += LOOK_MILLIS) {
            boolean ended = tracer.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            String words = Files.readString(said).strip();
            if (words.contains(ATTACHED)) {
                return;
            }
            if (ended) {
                throw refused(words);
            }
        }
        throw refused("it did not begin");
    }

    /// It lets go of the process at that signal and writes its table.
    private static void end(Process tracer) throws LoadException, InterruptedException {
        tracer.destroy();
        if (!tracer.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)) {
            throw refused("it did not end");
        }
    }

    private static LoadException refused(String words) {
        return new LoadException("system calls cannot be counted by strace here: " + words);
    }
}
