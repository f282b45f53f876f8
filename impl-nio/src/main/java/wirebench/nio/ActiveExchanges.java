package wirebench.nio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wirebench.client.ResponseHandler;

/// The exchanges of one loop that have not ended, in no order, and those that have and can be used again. Confined
/// to the event loop.
///
/// One array holds both: the active ones first. Removing swaps the last active one into the gap, so whoever removes
/// while going through them goes from the end.
final class ActiveExchanges {
    private Exchange[] all = {};
    private int active;

    /// Makes another exchange active.
    Exchange add() {
        if (active == all.length) {
            grow();
        }
        return all[active++];
    }

    /// Makes an exchange available for another use.
    void remove(Exchange ended) {
        int last = --active;
        Exchange moved = all[last];
        int slot = ended.slot;
        all[slot] = moved;
        moved.slot = slot;
        all[last] = ended;
        ended.slot = last;
        ended.clear();
    }

    int size() {
        return active;
    }

    Exchange at(int index) {
        return all[index];
    }

    @Nullable
    Exchange of(ResponseHandler handler) {
        for (int i = 0; i < active; i++) {
            if (all[i].handler().answersTo(handler)) {
                return all[i];
            }
        }
        return null;
    }

    private void grow() {
        int from = all.length;
        all = Arrays.copyOf(all, Math.max(64, from * 2));
        for (int i = from; i < all.length; i++) {
            all[i] = new Exchange();
            all[i].slot = i;
        }
    }
}
