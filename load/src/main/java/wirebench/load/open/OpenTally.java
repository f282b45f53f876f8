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

    /// Counts an exchange that ended well.
    ///
    /// @param slot the number of the one that it was in
    void completed(int slot, long intendedNanos, long handedNanos, long acquireNanos, long endNanos, long octets) {
        OpenTimes stripe = locked(slot);
        try {
            stripe.completed(intendedNanos, handedNanos, acquireNanos, endNanos, octets);
        } finally {
            stripe.unlock();
        }
    }

    /// Counts an exchange that did not.
    void failed(int slot, long lagNanos, Throwable failure, OpenRun run) {
        OpenTimes stripe = locked(slot);
        try {
            stripe.failed(lagNanos);
        } finally {
            stripe.unlock();
        }
        String kind = Tally.kind(failure);
        errors.count(kind);
        run.failed(kind, failure);
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

    /// Everything so far.
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
