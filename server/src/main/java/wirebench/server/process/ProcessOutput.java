package wirebench.server.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a [ServerProcess] prints: first the line that says where it listens, later only what goes wrong.
///
/// A daemon thread reads until the process ends, so that the process never waits for a full pipe, and passes later
/// lines on to standard error. Thread-safe.
final class ProcessOutput implements AutoCloseable {
    private static final long START_SECONDS = 30;
    private static final long END_MILLIS = 5_000;
    private static final long ANSWER_SECONDS = 10;
    private static final String LISTENING = "listening ";
    private static final String COUNTERS = ServerMain.COUNTERS + " ";

    private final CompletableFuture<String> listening = new CompletableFuture<>();
    private final BlockingQueue<String> counters = new LinkedBlockingQueue<>(); // empty once the process has ended
    private final List<String> before = new ArrayList<>(); // confined to the thread
    private final BufferedReader reader;
    private final Thread thread;

    private ProcessOutput(Process process) {
        reader = process.inputReader(StandardCharsets.UTF_8);
        thread = Thread.ofPlatform().daemon().name("wirebench-server-output").unstarted(this::read);
    }

    static ProcessOutput of(Process process) {
        ProcessOutput output = new ProcessOutput(process);
        output.thread.start();
        return output;
    }

    /// Waits for the address.
    ///
    /// @throws IOException if the process ended before it listened (with what it printed), or took too long
    String awaitListening() throws IOException {
        try {
            return listening.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server process did not listen within " + START_SECONDS + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.toString() : cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server process started", e);
        }
    }

    /// Waits for the answer to the question for counters.
    ///
    /// @throws IOException if the process ended instead, or took too long
    String awaitCounters() throws IOException {
        try {
            String json = counters.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (json == null || json.isEmpty()) {
                throw new IOException(json == null ? "no answer within " + ANSWER_SECONDS + " s" : "its process ended");
            }
            return json;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server process counted", e);
        }
    }

    private void read() {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            before.add(e.toString());
        }
        counters.add(""); // for who is still waiting
        listening.completeExceptionally(
                new IOException("the server process ended before it listened: " + String.join(" / ", before)));
    }

    private void take(String line) {
        if (line.startsWith(COUNTERS)) {
            counters.add(line.substring(COUNTERS.length()));
        } else if (listening.isDone()) {
            System.err.println("server: " + line);
        } else if (line.startsWith(LISTENING)) {
            listening.complete(line.substring(LISTENING.length()));
        } else {
            before.add(line);
        }
    }

    /// Waits until the last line has been passed on. The process must have ended.
    @Override
    public void close() {
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
