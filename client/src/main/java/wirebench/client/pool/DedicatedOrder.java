package wirebench.client.pool;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Each thread has a slot of its own, whose connection nobody else ever uses. A thread that comes when all slots
/// belong to others gets the place of the one idle for the longest time, but not its connection.
///
/// A thread that carries out one exchange and ends, as a virtual one may, never comes back to its connection.
final class DedicatedOrder<C> implements SlotOrder<C> {
    private final PoolSlot<C>[] slots;

    @SuppressWarnings("ThreadLocalUsage") // a thread has a slot in each pool
    private final ThreadLocal<@Nullable PoolSlot<C>> own = new ThreadLocal<>();

    DedicatedOrder(PoolSlot<C>[] slots) {
        this.slots = slots;
    }

    @Override
    public @Nullable PoolSlot<C> take() {
        PoolSlot<C> slot = own.get();
        if (slot == null || !slot.claim()) {
            return null;
        }
        if (slot.ownerId() == Thread.currentThread().threadId()) {
            return slot;
        }
        slot.set(PoolSlot.State.IDLE); // it has come to belong to somebody else
        return null;
    }

    /// The calling thread's slot is not for others.
    @Override
    public @Nullable PoolSlot<C> takeForAnother() {
        return null;
    }

    @Override
    public @Nullable PoolSlot<C> displace() {
        PoolSlot<C> coldest = coldest();
        while (coldest != null && !coldest.claim()) {
            coldest = coldest();
        }
        return coldest;
    }

    @Override
    public void put(PoolSlot<C> slot) {
        slot.ownedBy(Thread.currentThread().threadId());
        own.set(slot);
        slot.set(PoolSlot.State.IDLE);
    }

    @Override
    public List<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition) {
        return AffineOrder.takeIf(slots, condition);
    }

    private @Nullable PoolSlot<C> coldest() {
        PoolSlot<C> coldest = null;
        for (PoolSlot<C> slot : slots) {
            boolean colder = coldest == null || slot.idleSinceNanos() < coldest.idleSinceNanos();
            if (slot.state() == PoolSlot.State.IDLE && colder) {
                coldest = slot;
            }
        }
        return coldest;
    }
}
