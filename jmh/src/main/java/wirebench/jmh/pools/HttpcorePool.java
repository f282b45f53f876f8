package wirebench.jmh.pools;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.pool.LaxConnPool;
import org.apache.hc.core5.pool.ManagedConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.util.Timeout;

/// One of the two pools of Apache's HttpCore, with one route.
final class HttpcorePool implements LeasePool<HttpcorePool.Connection> {
    private static final String ROUTE = "one";
    private static final Timeout WAIT = Timeout.of(PATIENCE);

    private final ManagedConnPool<String, Connection> pool;
    private final AtomicInteger made;

    private HttpcorePool(ManagedConnPool<String, Connection> pool, AtomicInteger made) {
        this.pool = pool;
        this.made = made;
    }

    static HttpcorePool strict(int size, AtomicInteger made) {
        return new HttpcorePool(new StrictConnPool<>(size, size), made);
    }

    static HttpcorePool lax(int size, AtomicInteger made) {
        return new HttpcorePool(new LaxConnPool<>(size), made);
    }

    @Override
    public Connection lease() throws TimeoutException, InterruptedException {
        Future<PoolEntry<String, Connection>> future = pool.lease(ROUTE, null, WAIT, null);
        try {
            return connection(future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection(PoolEntry<String, Connection> entry) {
        if (!entry.hasConnection()) {
            entry.assignConnection(new Connection(entry, made));
        }
        return entry.getConnection();
    }

    @Override
    public void release(Connection connection) {
        pool.release(connection.entry, true);
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
    }

    /// A token that knows its entry.
    static final class Connection extends Token implements ModalCloseable {
        private final PoolEntry<String, Connection> entry;

        private Connection(PoolEntry<String, Connection> entry, AtomicInteger made) {
            super(made);
            this.entry = entry;
        }

        @Override
        public void close(CloseMode mode) {}

        @Override
        public void close() {}
    }
}
