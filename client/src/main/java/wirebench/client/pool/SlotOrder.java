package wirebench.client.pool;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import wirebench.client.config.PoolStrategy;

/// Which idle slot is leased next. Thread-safe; nothing here waits, but for a lock that is held for a few field
/// accesses.
///
/// @param <C> the connections
sealed interface SlotOrder<C> permits LockedOrder, LockFreeOrder, StripedOrder, AffineOrder, DedicatedOrder {
    /// Takes an idle slot for the calling thread; it is leased then.
    ///
    /// @return null if it finds none
    @Nullable
    PoolSlot<C> take();

    /// Takes an idle slot for another thread than the calling one.
    ///
    /// @return null if it finds none
    default @Nullable PoolSlot<C> takeForAnother() {
        return take();
    }

    /// Takes an idle slot whose connection may not be used by whoever takes it, but must be closed to make room.
    ///
    /// @return null unless there is such a thing in this order
    default @Nullable PoolSlot<C> displace() {
        return null;
    }

    /// Makes a leased slot idle, for others to take.
    void put(PoolSlot<C> slot);

    /// Takes out every idle slot that a condition holds for. The others may be missing for a moment.
    ///
    /// @param condition is asked about each slot once, while nobody else can take it
    /// @return those taken, now leased
    Iterable<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition);

    /// The order that a strategy asks for.
    ///
    /// @param slots all that there are
    static <C> SlotOrder<C> of(PoolStrategy strategy, PoolSlot<C>[] slots) {
        return switch (strategy) {
            case NONE, LIFO -> new LockedOrder<>(slots.length, true);
            case FIFO -> new LockedOrder<>(slots.length, false);
            case STRIPED -> StripedOrder.of(slots);
            case THREAD_AFFINE -> new AffineOrder<>(slots);
            case LOCK_FREE -> new LockFreeOrder<>(slots);
            case DEDICATED -> new DedicatedOrder<>(slots);
        };
    }
}
