package wirebench.load.open;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Slots without an exchange: a stack without locks or nodes. Any thread may push; one thread alone takes, so what
/// is on top cannot leave and come back behind its back.
final class FreeSlots {
    private final AtomicReference<@Nullable OpenSlot> top = new AtomicReference<>();

    void push(OpenSlot slot) {
        OpenSlot seen;
        do {
            seen = top.get();
            slot.next = seen;
        } while (!top.compareAndSet(seen, slot));
    }

    /// Takes the slot that came last.
    ///
    /// @return null if there is none
    @Nullable
    OpenSlot take() {
        while (true) {
            OpenSlot seen = top.get();
            if (seen == null || top.compareAndSet(seen, seen.next)) {
                return seen;
            }
        }
    }
}
