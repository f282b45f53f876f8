package wirebench.client.pool;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeFailure;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.PoolStrategy;

/// A pool that actors meet at: what each of them may do, as a number that says how it came out.
class StressedPool implements ConnectionPool.Owner<Integer> {
    /// Got a connection.
    static final int LEASED = 1;

    /// Got the permission to open one.
    static final int VACANT = 2;

    /// Got nothing.
    static final int FAILED = 0;

    private static final Origin ORIGIN = new Origin(false, "127.0.0.1", 80);
    private static final long NEVER = Long.MAX_VALUE;
    private static final long PAST = 0;

    private final AtomicInteger closed = new AtomicInteger();
    private final ConnectionPool<Integer> pool;

    StressedPool(PoolStrategy strategy, boolean fair, int most) {
        PoolConfig config = PoolConfig.DEFAULT
                .withStrategy(strategy)
                .withFair(fair)
                .withMaxConnections(most)
                .withMaxWaiting(4);
        pool = new ConnectionPool<>(ORIGIN, config, NanoClock.SYSTEM, new Random(1), this);
    }

    /// A slot with a connection, leased.
    final PoolSlot<Integer> opened() {
        try {
            PoolSlot<Integer> slot = pool.lease(NEVER, Phase.ACQUIRE);
            pool.opened(slot, 1);
            return slot;
        } catch (ExchangeFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /// Leases, waiting for it if need be.
    final int lease() {
        return lease(NEVER);
    }

    /// Leases unless that takes waiting.
    final int leaseAtOnce() {
        return lease(PAST);
    }

    /// Leases, and gives back what was got.
    final int pass() {
        return pass(NEVER);
    }

    /// The same, unless leasing takes waiting.
    final int passAtOnce() {
        return pass(PAST);
    }

    private int pass(long deadlineNanos) {
        try {
            PoolSlot<Integer> slot = pool.lease(deadlineNanos, Phase.ACQUIRE);
            boolean filled = slot.connection() != null;
            if (!filled) {
                pool.opened(slot, 2);
            }
            release(slot);
            return filled ? LEASED : VACANT;
        } catch (ExchangeFailure e) {
            return FAILED;
        }
    }

    final void release(PoolSlot<Integer> slot) {
        pool.release(slot, NanoClock.SYSTEM.nanos());
    }

    final void discard(PoolSlot<Integer> slot) {
        pool.discard(slot, CloseReason.FAILED);
    }

    /// Closes whatever is idle.
    final void evict() {
        pool.tend(NanoClock.SYSTEM.nanos() + 100_000_000_000L);
    }

    final void shut() {
        pool.shut();
    }

    final int closed() {
        return closed.get();
    }

    final int waiting() {
        return pool.stats().waiting();
    }

    @Override
    public void close(Integer connection) {
        closed.incrementAndGet();
    }

    @Override
    public void tendBy(long nanos) {}

    private int lease(long deadlineNanos) {
        try {
            return pool.lease(deadlineNanos, Phase.ACQUIRE).connection() == null ? VACANT : LEASED;
        } catch (ExchangeFailure e) {
            return FAILED;
        }
    }
}
