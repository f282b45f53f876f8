package wirebench.jmh.pools;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import stormpot.Allocator;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolTap;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;

/// Stormpot with tokens that never expire, by the entrance for the kind of threads that lease. A thread of its own
/// makes the tokens at once.
final class StormpotPool implements LeasePool<StormpotPool.Connection> {
    private static final Timeout WAIT = new Timeout(PATIENCE);

    private final Pool<Connection> pool;
    private final PoolTap<Connection> tap;

    StormpotPool(int size, boolean virtual, AtomicInteger made) {
        pool = Pool.fromThreaded(new Connections(made))
                .setSize(size)
                .setExpiration(Expiration.never())
                .setBackgroundExpirationEnabled(false)
                .setPreciseLeakDetectionEnabled(false)
                .build();
        tap = virtual ? pool.getVirtualThreadSafeTap() : pool.getThreadSafeTap();
    }

    @Override
    public Connection lease() throws TimeoutException, InterruptedException {
        Connection connection = tap.claim(WAIT);
        if (connection == null) {
            throw new TimeoutException("no token came");
        }
        return connection;
    }

    @Override
    public void release(Connection connection) {
        connection.release();
    }

    @Override
    public void close() {
        try {
            if (!pool.shutdown().await(WAIT)) {
                throw new IllegalStateException("Stormpot does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A token that knows its slot.
    static final class Connection extends Token implements Poolable {
        private final Slot slot;

        private Connection(Slot slot, AtomicInteger made) {
            super(made);
            this.slot = slot;
        }

        @Override
        public void release() {
            slot.release(this);
        }
    }

    private record Connections(AtomicInteger made) implements Allocator<Connection> {
        @Override
        public Connection allocate(Slot slot) {
            return new Connection(slot, made);
        }

        @Override
        public void deallocate(Connection connection) {}
    }
}
