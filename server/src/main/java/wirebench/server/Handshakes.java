package wirebench.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.TlsContext;

/// What all TLS connections of a server share: the context, and a thread for what takes long in a handshake, so that
/// a signature does not hold up the connections of a loop. Thread-safe.
final class Handshakes implements AutoCloseable {
    private final TlsContext context;
    private final long timeoutNanos;
    private final ExecutorService computing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("wirebench-server-handshakes").factory());

    Handshakes(ServerTls tls) {
        context = TlsContext.of(tls);
        timeoutNanos = tls.handshakeTimeout().toNanos();
    }

    TlsContext context() {
        return context;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /// Does what the engine has to compute, and then `afterwards`, on the thread.
    void compute(SSLEngine engine, Runnable afterwards) {
        computing.execute(() -> {
            try {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            } finally {
                afterwards.run();
            }
        });
    }

    /// Ends the thread. The loops must have ended.
    @Override
    public void close() {
        computing.shutdownNow();
    }
}
