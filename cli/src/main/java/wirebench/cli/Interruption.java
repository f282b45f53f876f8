package wirebench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.client.HttpClient;
import wirebench.load.LoadDriver;

/// Lets a signal end a load early, and what the load asks the server besides, and keeps the process alive until
/// what was measured is printed. Thread-safe.
///
/// The JVM runs its shutdown hooks while the load goes on, and ends the process with 128 and the signal's number
/// when they have returned.
final class Interruption implements AutoCloseable {
    /// Why a load that a signal ended was given up.
    static final String REASON = "interrupted";

    private static final long MOST_SECONDS = 20;

    private final AtomicReference<@Nullable LoadDriver> load = new AtomicReference<>();
    private final AtomicReference<@Nullable HttpClient> asking = new AtomicReference<>();
    private volatile boolean ended;
    private final CountDownLatch printed = new CountDownLatch(1);
    private final Thread signalled = new Thread(this::end, "wirebench-load-signalled");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(signalled);
    }

    /// Tells what a signal is to end.
    void ends(LoadDriver loop) {
        load.set(loop);
        if (ended) {
            loop.end(REASON); // the signal came between two loads
        }
    }

    /// Tells with which client the server is asked something: a signal closes it.
    ///
    /// @param client null for none any more
    void closes(@Nullable HttpClient client) {
        asking.set(client);
        if (ended && client != null) {
            client.close();
        }
    }

    /// Whether the signal has come.
    boolean hasCome() {
        return ended;
    }

    /// All is printed, or will never be.
    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(signalled);
        } catch (IllegalStateException e) {
            // The signal came; the hook returns now and the JVM ends.
        }
    }

    private void end() {
        ended = true;
        LoadDriver loop = load.get();
        if (loop != null) {
            loop.end(REASON);
        }
        HttpClient client = asking.get();
        if (client != null) {
            client.close();
        }
        try {
            boolean _ = printed.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
