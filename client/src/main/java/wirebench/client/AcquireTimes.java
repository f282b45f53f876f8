package wirebench.client;

import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// How long exchanges waited for a connection. Thread-safe.
///
/// Only those that waited are recorded one by one, for they have lost time anyway; the others are counted by whoever
/// serves them, and come in as zeros when somebody asks. Nothing is allocated before the first wait.
public final class AcquireTimes {
    private static final int DIGITS = 2;

    private final AtomicReference<@Nullable ConcurrentHistogram> waits = new AtomicReference<>();

    /// Creates an empty record.
    public AcquireTimes() {}

    /// Records a wait, whether it ended with a connection or not.
    ///
    /// @param nanos how long it was
    public void waited(long nanos) {
        ConcurrentHistogram histogram = waits.get();
        if (histogram == null) {
            waits.compareAndSet(null, new ConcurrentHistogram(DIGITS));
            histogram = waits.get();
        }
        if (histogram != null) {
            histogram.recordValue(Math.max(0, nanos));
        }
    }

    /// All acquires so far.
    ///
    /// @param immediate how many had a connection without waiting
    /// @return nanoseconds with two digits; a copy
    public Histogram histogram(long immediate) {
        Histogram all = empty();
        AbstractHistogram recorded = waits.get();
        if (recorded != null) {
            all.add(recorded.copy());
        }
        if (immediate > 0) {
            all.recordValueWithCount(0, immediate);
        }
        return all;
    }

    static Histogram empty() {
        return new Histogram(DIGITS); // grows with the longest wait
    }
}
