package wirebench.server.loop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;
import wirebench.server.tls.Identity;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.TlsContext;

/// What all TLS connections of a server share: the context, and a thread for what takes long in a handshake, so that
/// a signature does not hold up the connections of a loop. Thread-safe.
public final class Handshakes implements AutoCloseable {
    private final TlsContext context;
    private final long timeoutNanos;
    private final long octetNanos;
    private final ScheduledExecutorService computing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wirebench-server-handshakes").factory());

    public Handshakes(ServerTls tls, ServerConfig config) {
        octetNanos = config.fault() == ConnectionFault.SLOW_HANDSHAKE
                ? config.faultPeriod().toNanos()
                : 0;
        context = TlsContext.of(tls);
        timeoutNanos = tls.handshakeTimeout().toNanos();
    }

    /// The TLS context in use.
    public TlsContext context() {
        return context;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /// How long each octet of a handshake takes to be sent, in nanoseconds; zero if they are not held back.
    long octetNanos() {
        return octetNanos;
    }

    /// Shows what `identities` gives, again and again until closed or until it fails.
    public void swapEvery(Duration period, Supplier<Identity> identities) {
        boolean _ = computing
                .scheduleAtFixedRate(
                        () -> context.swapIdentity(identities.get()),
                        period.toNanos(),
                        period.toNanos(),
                        TimeUnit.NANOSECONDS)
                .isDone();
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
