package wirebench.client.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Last in, first out, without a lock.
final class LockFreeOrder<C> implements SlotOrder<C> {
    private final SlotStack<C> idle;

    LockFreeOrder(PoolSlot<C>[] slots) {
        idle = new SlotStack<>(slots);
    }

    @Override
    public @Nullable PoolSlot<C> take() {
        PoolSlot<C> top = idle.pop();
        if (top != null) {
            top.set(PoolSlot.State.LEASED);
        }
        return top;
    }

    @Override
    public void put(PoolSlot<C> slot) {
        slot.set(PoolSlot.State.IDLE);
        idle.push(slot);
    }

    @Override
    public List<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition) {
        return takeIf(idle, condition);
    }

    /// A stack has no way into its middle: all are taken, and those that may stay are put back in their order.
    static <C> List<PoolSlot<C>> takeIf(SlotStack<C> stack, Predicate<PoolSlot<C>> condition) {
        List<PoolSlot<C>> all = new ArrayList<>();
        for (PoolSlot<C> top = stack.pop(); top != null; top = stack.pop()) {
            all.add(top);
        }
        List<PoolSlot<C>> taken = new ArrayList<>();
        for (PoolSlot<C> slot : all.reversed()) {
            if (condition.test(slot)) {
                slot.set(PoolSlot.State.LEASED);
                taken.add(slot);
            } else {
                stack.push(slot);
            }
        }
        return taken;
    }
}
