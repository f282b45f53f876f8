package wirebench.client.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Last in, first out, or first in, first out, under one lock.
final class LockedOrder<C> implements SlotOrder<C> {
    private final boolean lastFirst;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<PoolSlot<C>> idle; // guarded by lock

    /// @param most as many slots as there are, so that it need not grow while it is locked
    LockedOrder(int most, boolean lastFirst) {
        this.lastFirst = lastFirst;
        idle = new ArrayDeque<>(most);
    }

    @Override
    public @Nullable PoolSlot<C> take() {
        lock.lock();
        try {
            PoolSlot<C> next = lastFirst ? idle.pollLast() : idle.pollFirst();
            if (next != null) {
                next.set(PoolSlot.State.LEASED);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(PoolSlot<C> slot) {
        lock.lock();
        try {
            slot.set(PoolSlot.State.IDLE);
            idle.addLast(slot);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition) {
        List<PoolSlot<C>> taken = new ArrayList<>();
        lock.lock();
        try {
            idle.removeIf(slot -> {
                boolean take = condition.test(slot);
                if (take) {
                    slot.set(PoolSlot.State.LEASED);
                    taken.add(slot);
                }
                return take;
            });
        } finally {
            lock.unlock();
        }
        return taken;
    }
}
