package wirebench.load.open;

import java.util.Arrays;
import wirebench.load.closed.Tally;

/// What an open loop counts since it was opened: in a few stripes, so that exchanges that end at the same time seldom
/// wait for each other, and none is counted by more than one atomic operation or two. Thread-safe.
final class OpenTally {
    private static final int MOST_STRIPES = 16; // each has four histograms of more than 200 kB

    private final OpenTimes[] stripes; // an array, because going through it makes no iterator
    private final Tally.Errors errors = new Tally.Errors();

    OpenTally() {
        stripes = new OpenTimes[Math.min(MOST_STRIPES, 2 * Runtime.getRuntime().availableProcessors())];
        Arrays.setAll(stripes, _ -> new OpenTimes());
    }

    /// Counts an exchange that ended well, unless its run has been closed.
    void completed(OpenSlot slot, long acquireNanos, long endNanos, long octets, int status) {
        OpenTimes stripe = locked(slot.number());
        try {
            if (slot.current().closed()) {
                return;
            }
            stripe.completed(slot.intendedNanos(), slot.handedNanos(), acquireNanos, endNanos, octets, status);
            slot.counted();
        } finally {
            stripe.unlock();
        }
        slot.current().wentWell();
    }

    /// Counts an exchange that did not, unless its run has been closed.
    void failed(OpenSlot slot, Throwable failure) {
        String kind = Tally.kind(failure);
        OpenTimes stripe = locked(slot.number());
        try {
            if (slot.current().closed()) {
                return;
            }
            stripe.late(slot.handedNanos() - slot.intendedNanos());
            errors.count(kind);
            slot.counted();
        } finally {
            stripe.unlock();
        }
        slot.current().failed(kind, failure);
    }

    /// Notes how late an arrival was that was not handed to the client in the end.
    void dropped(OpenSlot slot, long nowNanos) {
        OpenTimes stripe = locked(slot.number());
        try {
            stripe.late(nowNanos - slot.intendedNanos());
        } finally {
            stripe.unlock();
        }
    }

    /// The stripe of a slot is mostly free; if not, another may be.
    private OpenTimes locked(int slot) {
        for (int i = 0; i < stripes.length; i++) {
            OpenTimes stripe = stripes[(slot + i) % stripes.length];
            if (stripe.tryLock()) {
                return stripe;
            }
        }
        OpenTimes stripe = stripes[slot % stripes.length];
        stripe.lock();
        return stripe;
    }

    /// Everything so far. What is under way in a run that was closed before is not in it, and never will be.
    OpenTimes.Moment now() {
        OpenTimes.Moment all = OpenTimes.Moment.nothing();
        for (OpenTimes stripe : stripes) {
            all = stripe.addedTo(all);
        }
        return all;
    }

    Tally.Errors errors() {
        return errors;
    }

    /// How many exchanges ended well.
    long exchanges() {
        long sum = 0;
        for (OpenTimes stripe : stripes) {
            sum += stripe.exchanges();
        }
        return sum;
    }
}
