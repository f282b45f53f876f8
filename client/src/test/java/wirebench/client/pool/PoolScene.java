package wirebench.client.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeFailure;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.config.PoolConfig;

/// A pool of numbers with a clock that stands still, and all that it asks of its owner.
final class PoolScene implements ConnectionPool.Owner<Integer> {
    static final long NEVER = Long.MAX_VALUE;
    private static final Origin ORIGIN = new Origin(false, "127.0.0.1", 80);

    final AtomicLong now = new AtomicLong();
    final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());
    final List<Long> tendBy = Collections.synchronizedList(new ArrayList<>());
    final ConnectionPool<Integer> pool;
    private final AtomicInteger numbers = new AtomicInteger();

    private PoolScene(PoolConfig config, NanoClock clock) {
        pool = new ConnectionPool<>(ORIGIN, config, clock, new Random(1), this);
    }

    private PoolScene(PoolConfig config) {
        pool = new ConnectionPool<>(ORIGIN, config, now::get, new Random(1), this);
    }

    /// With a clock that stands still.
    static PoolScene of(UnaryOperator<PoolConfig> change) {
        return new PoolScene(change.apply(PoolConfig.DEFAULT));
    }

    /// With the system's clock.
    static PoolScene inRealTime(UnaryOperator<PoolConfig> change) {
        return new PoolScene(change.apply(PoolConfig.DEFAULT), NanoClock.SYSTEM);
    }

    /// Leases, and opens the next number if there is room for it.
    PoolSlot<Integer> lease() throws ExchangeFailure {
        return lease(NEVER);
    }

    PoolSlot<Integer> lease(long deadlineNanos) throws ExchangeFailure {
        PoolSlot<Integer> slot = pool.lease(deadlineNanos, Phase.ACQUIRE);
        if (slot.connection() == null) {
            pool.opened(slot, numbers.incrementAndGet());
        }
        return slot;
    }

    List<PoolSlot<Integer>> lease(int count) throws ExchangeFailure {
        List<PoolSlot<Integer>> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(lease());
        }
        return slots;
    }

    void release(PoolSlot<Integer> slot) {
        pool.release(slot, now.get());
    }

    void discard(PoolSlot<Integer> slot) {
        pool.discard(slot, CloseReason.FAILED);
    }

    @Override
    public void close(Integer connection) {
        closed.add(connection);
    }

    @Override
    public void tendBy(long nanos) {
        tendBy.add(nanos);
    }
}
