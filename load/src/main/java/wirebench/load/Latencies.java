package wirebench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/// How long exchanges took, gathered from many slots in a few histograms that are added up when somebody asks.
///
/// A histogram with three digits up to a minute has more than 200 kB, so 512 slots cannot have one each without
/// measuring the cache. Each keeps its last latencies in a small array instead and hands it in when it is full,
/// or after a tenth of a second, so that whoever watches a slow server sees them. Thread-safe.
public final class Latencies {
    private static final long ROOM_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final List<Stripe> stripes = new ArrayList<>();
    private final Histogram drained = histogram(); // guarded by this: what stripes had held

    public Latencies(int slots) {
        int wanted = Math.min(slots, 2 * Runtime.getRuntime().availableProcessors());
        while (stripes.size() < wanted) {
            stripes.add(new Stripe());
        }
    }

    /// An empty histogram of nanoseconds with three digits. It has room for a minute, so that nothing is allocated
    /// while something is measured, and grows when something takes longer: none is too long to be told as it was.
    public static Histogram histogram() {
        Histogram empty = new Histogram(ROOM_NANOS, DIGITS);
        empty.setAutoResize(true);
        return empty;
    }

    /// A recorder for one slot.
    public Recorder recorder(int slot) {
        return new Recorder(this, slot % stripes.size());
    }

    /// Adds everything handed in since the last call to a histogram.
    public synchronized void drainInto(Histogram all) {
        for (Stripe stripe : stripes) {
            stripe.drainInto(all, drained);
        }
    }

    /// Everything handed in since the beginning, drained or not.
    ///
    /// @return a copy
    public synchronized Histogram all() {
        Histogram all = drained.copy();
        stripes.forEach(stripe -> stripe.addTo(all));
        return all;
    }

    /// The stripe of one slot is mostly free; if not, another may be.
    private void add(long[] nanos, int count, int home) {
        for (int i = 0; i < stripes.size(); i++) {
            Stripe stripe = stripes.get((home + i) % stripes.size());
            if (stripe.lock.tryLock()) {
                stripe.recordAndUnlock(nanos, count);
                return;
            }
        }
        Stripe stripe = stripes.get(home);
        stripe.lock.lock();
        stripe.recordAndUnlock(nanos, count);
    }

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private final Histogram histogram = histogram(); // guarded by lock

        void recordAndUnlock(long[] nanos, int count) {
            try {
                for (int i = 0; i < count; i++) {
                    histogram.recordValue(nanos[i]);
                }
            } finally {
                lock.unlock();
            }
        }

        void addTo(Histogram all) {
            lock.lock();
            try {
                all.add(histogram);
            } finally {
                lock.unlock();
            }
        }

        void drainInto(Histogram all, Histogram drained) {
            lock.lock();
            try {
                all.add(histogram);
                drained.add(histogram);
                histogram.reset();
            } finally {
                lock.unlock();
            }
        }
    }

    /// The latencies of one slot. Confined to it.
    public static final class Recorder {
        private static final int CAPACITY = 32;
        private static final long LONGEST_KEPT_NANOS = 100_000_000;

        private final Latencies latencies;
        private final int home;
        private final long[] nanos = new long[CAPACITY];
        private int count;
        private long handedInNanos;

        private Recorder(Latencies latencies, int home) {
            this.latencies = latencies;
            this.home = home;
        }

        /// Records one latency.
        ///
        /// @param endNanos when the exchange ended, which is now
        public void record(long latencyNanos, long endNanos) {
            nanos[count++] = Math.max(0, latencyNanos);
            if (count == CAPACITY || endNanos - handedInNanos > LONGEST_KEPT_NANOS) {
                handedInNanos = endNanos;
                flush();
            }
        }

        /// Hands in what is left.
        public void flush() {
            latencies.add(nanos, count, home);
            count = 0;
        }
    }
}
