package wirebench.client.names;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wirebench.client.ExchangeException;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.config.Timeouts;
import wirebench.client.failure.FailureContext;

/// Waits for the addresses of one origin on behalf of threads that want to connect, each up to a deadline of its own.
/// Thread-safe.
public final class PendingNames {
    private final Origin origin;
    private final Timeouts timeouts;
    private final NanoClock clock;
    private final Resolution resolution;
    private final Map<Thread, CompletableFuture<?>> pending = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public PendingNames(Origin origin, Timeouts timeouts, NanoClock clock, Resolution resolution) {
        this.origin = origin;
        this.timeouts = timeouts;
        this.clock = clock;
        this.resolution = resolution;
    }

    /// The addresses, at once if the host is a literal.
    ///
    /// @param connectNanos when connecting has taken too long
    /// @param totalNanos when the exchange has
    public List<InetSocketAddress> await(long connectNanos, long totalNanos) throws ExchangeException {
        List<InetSocketAddress> literal = resolution.literal();
        if (literal != null) {
            return literal;
        }
        CompletableFuture<List<InetSocketAddress>> answer = resolution.resolve();
        pending.put(Thread.currentThread(), answer);
        if (closed) {
            answer.cancel(false);
        }
        try {
            return await(answer, connectNanos, totalNanos);
        } finally {
            pending.remove(Thread.currentThread());
        }
    }

    /// Ends every wait.
    public void close() {
        closed = true;
        pending.values().forEach(answer -> answer.cancel(false));
    }

    private List<InetSocketAddress> await(
            CompletableFuture<List<InetSocketAddress>> answer, long connectNanos, long totalNanos)
            throws ExchangeException {
        FailureContext connecting = new FailureContext(origin, Phase.CONNECT, false);
        try {
            return answer.get(Math.min(connectNanos, totalNanos) - clock.nanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw connecting.timeout(totalNanos <= connectNanos ? Phase.TOTAL : Phase.CONNECT, timeouts);
        } catch (CancellationException e) {
            throw connecting.clientClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connecting.cancelled(e);
        } catch (ExecutionException e) {
            throw connecting.unresolved(e.getCause() instanceof UnknownHostException unknown ? unknown : null);
        }
    }
}
