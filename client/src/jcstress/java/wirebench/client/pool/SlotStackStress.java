package wirebench.client.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// One pops while another pops two and puts the first back: without a count of changes, the first would seem to see the
/// stack as it was, and the second slot would come back from the dead.
@JCStressTest
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "every slot is in one place")
@State
public class SlotStackStress {
    private final PoolSlot<Integer>[] slots;
    private final SlotStack<Integer> stack;
    private @Nullable PoolSlot<Integer> popped;
    private @Nullable PoolSlot<Integer> kept;

    @SuppressWarnings("unchecked") // Java has no arrays of a type parameter's types
    public SlotStackStress() {
        slots = new PoolSlot[] {new PoolSlot<Integer>(0), new PoolSlot<Integer>(1), new PoolSlot<Integer>(2)};
        stack = new SlotStack<>(slots);
        for (PoolSlot<Integer> slot : slots) {
            stack.push(slot);
        }
    }

    @Actor
    public void one() {
        popped = stack.pop();
    }

    @Actor
    public void other() {
        PoolSlot<Integer> first = stack.pop();
        kept = stack.pop();
        if (first != null) {
            stack.push(first);
        }
    }

    @Arbiter
    public void after(II_Result result) {
        int[] seen = new int[slots.length];
        count(popped, seen);
        count(kept, seen);
        int left = 0;
        for (PoolSlot<Integer> slot = stack.pop(); slot != null && left < slots.length; slot = stack.pop()) {
            count(slot, seen);
            left++;
        }
        for (int times : seen) {
            result.r1 += times > 0 ? 1 : 0;
            result.r2 += times > 1 ? 1 : 0;
        }
    }

    private static void count(@Nullable PoolSlot<Integer> slot, int[] seen) {
        if (slot != null) {
            seen[slot.index()]++;
        }
    }
}
