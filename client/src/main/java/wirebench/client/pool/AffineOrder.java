package wirebench.client.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The slot that the thread used last, if nobody else has taken it, and otherwise any that is idle.
///
/// Which slot that is stands in a table by thread number. Threads may share an entry and races may leave a wrong one:
/// it is a hint, and the slot itself decides. Without a lock; finding another slot takes a look at each in the worst
/// case.
final class AffineOrder<C> implements SlotOrder<C> {
    private static final int HINTS = 1024;

    private final PoolSlot<C>[] slots;
    private final int[] lastUsed = new int[HINTS];

    AffineOrder(PoolSlot<C>[] slots) {
        this.slots = slots;
    }

    @Override
    public @Nullable PoolSlot<C> take() {
        int last = lastUsed[hint()];
        PoolSlot<C> own = slots[last];
        return own.claim() ? own : takeAnyFrom(last);
    }

    @Override
    public void put(PoolSlot<C> slot) {
        int hint = hint();
        if (lastUsed[hint] != slot.index()) {
            lastUsed[hint] = slot.index(); // seldom: entries of several threads share a line of the cache (PoolOnly)
        }
        slot.set(PoolSlot.State.IDLE);
    }

    @Override
    public List<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition) {
        return takeIf(slots, condition);
    }

    /// Each slot alone: the others stay where they are.
    static <C> List<PoolSlot<C>> takeIf(PoolSlot<C>[] slots, Predicate<PoolSlot<C>> condition) {
        List<PoolSlot<C>> taken = new ArrayList<>();
        for (PoolSlot<C> slot : slots) {
            if (slot.claim()) {
                if (condition.test(slot)) {
                    taken.add(slot);
                } else {
                    slot.set(PoolSlot.State.IDLE);
                }
            }
        }
        return taken;
    }

    private @Nullable PoolSlot<C> takeAnyFrom(int first) {
        for (int i = first + 1; i < slots.length; i++) {
            if (slots[i].claim()) {
                return slots[i];
            }
        }
        for (int i = 0; i < first; i++) {
            if (slots[i].claim()) {
                return slots[i];
            }
        }
        return null;
    }

    private static int hint() {
        return (int) Thread.currentThread().threadId() & (HINTS - 1);
    }
}
