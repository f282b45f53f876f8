package wirebench.client.pool;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A stack of slots without locks and without allocation (R. K. Treiber, 1986). Thread-safe; a slot must not be on
/// two stacks, or twice on one.
///
/// The links are in the slots. The head is the number of the top slot with a count of changes beside it: so a
/// compare-and-set fails if the same slot has been taken and put back meanwhile, with other slots below it.
final class SlotStack<C> {
    private static final int NONE = -1;
    private static final long NUMBER = 0xffff_ffffL;

    private final PoolSlot<C>[] slots;
    private final AtomicLong head = new AtomicLong(NUMBER); // change count, then number or NONE

    /// @param slots by their number
    SlotStack(PoolSlot<C>[] slots) {
        this.slots = slots;
    }

    void push(PoolSlot<C> slot) {
        long before;
        do {
            before = head.get();
            slot.below = (int) before;
        } while (!head.compareAndSet(before, changed(before, slot.index())));
    }

    @Nullable
    PoolSlot<C> pop() {
        while (true) {
            long before = head.get();
            int number = (int) before;
            if (number == NONE) {
                return null;
            }
            PoolSlot<C> top = slots[number];
            // If somebody else took it, what is read here may be anything, and the count differs.
            if (head.compareAndSet(before, changed(before, top.below))) {
                return top;
            }
        }
    }

    boolean isEmpty() {
        return (int) head.get() == NONE;
    }

    private static long changed(long before, int number) {
        return ((before >>> 32) + 1) << 32 | (number & NUMBER);
    }
}
