package wirebench.client.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Last in, first out in each of several stripes: a thread looks into the stripe of its number first, then into the
/// others, so that threads seldom meet.
final class StripedOrder<C> implements SlotOrder<C> {
    private final List<SlotStack<C>> stripes; // a power of two of them

    private StripedOrder(List<SlotStack<C>> stripes) {
        this.stripes = stripes;
    }

    /// Twice as many stripes as processors, rounded up to a power of two.
    static <C> StripedOrder<C> of(PoolSlot<C>[] slots) {
        int wanted = 2 * Runtime.getRuntime().availableProcessors();
        int count = Integer.highestOneBit(2 * wanted - 1);
        List<SlotStack<C>> stripes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stripes.add(new SlotStack<>(slots));
        }
        return new StripedOrder<>(List.copyOf(stripes));
    }

    @Override
    public @Nullable PoolSlot<C> take() {
        int own = ownStripe();
        for (int i = 0; i < stripes.size(); i++) {
            PoolSlot<C> top = stripes.get((own + i) & (stripes.size() - 1)).pop();
            if (top != null) {
                top.set(PoolSlot.State.LEASED);
                return top;
            }
        }
        return null;
    }

    @Override
    public void put(PoolSlot<C> slot) {
        slot.set(PoolSlot.State.IDLE);
        stripes.get(ownStripe()).push(slot);
    }

    @Override
    public List<PoolSlot<C>> takeIf(Predicate<PoolSlot<C>> condition) {
        List<PoolSlot<C>> taken = new ArrayList<>();
        for (SlotStack<C> stripe : stripes) {
            taken.addAll(LockFreeOrder.takeIf(stripe, condition));
        }
        return taken;
    }

    private int ownStripe() {
        return (int) Thread.currentThread().threadId() & (stripes.size() - 1);
    }
}
