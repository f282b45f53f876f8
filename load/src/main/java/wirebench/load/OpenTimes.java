package wirebench.load;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/// The four times of each exchange of an open loop, in nanoseconds with three digits up to a minute. Thread-safe,
/// and exact while nothing is recorded.
///
/// ```
/// intended start ──lag──▶ handed over ──acquire──▶ lease had ──service──▶ last octet
/// └──────────────────────────────── response ────────────────────────────────────────┘
/// ```
final class OpenTimes {
    private final AtomicHistogram response = histogram();
    private final AtomicHistogram service = histogram();
    private final AtomicHistogram acquire = histogram();
    private final AtomicHistogram lag = histogram();
    private final AtomicLong beyond = new AtomicLong();

    private static AtomicHistogram histogram() {
        return new AtomicHistogram(Latencies.HIGHEST_NANOS, 3);
    }

    /// An exchange was handed to the client.
    void handedOver(long intendedNanos, long handedNanos) {
        lag.recordValue(within(handedNanos - intendedNanos));
    }

    /// An exchange ended well.
    void completed(long intendedNanos, long handedNanos, long acquireNanos, long endNanos) {
        long responseNanos = endNanos - intendedNanos;
        if (responseNanos > Latencies.HIGHEST_NANOS) {
            beyond.incrementAndGet();
        }
        response.recordValue(within(responseNanos));
        acquire.recordValue(within(acquireNanos));
        service.recordValue(within(endNanos - handedNanos - acquireNanos));
    }

    private static long within(long nanos) {
        return Math.clamp(nanos, 0, Latencies.HIGHEST_NANOS);
    }

    /// Everything so far.
    Moment now() {
        return new Moment(copy(response), copy(service), copy(acquire), copy(lag), beyond.get());
    }

    private static Histogram copy(AtomicHistogram recorded) {
        Histogram copy = Latencies.histogram();
        copy.add(recorded);
        return copy;
    }

    /// What had been recorded up to one moment.
    record Moment(Histogram response, Histogram service, Histogram acquire, Histogram lag, long beyond) {
        Moment since(Moment earlier) {
            return new Moment(
                    difference(response, earlier.response),
                    difference(service, earlier.service),
                    difference(acquire, earlier.acquire),
                    difference(lag, earlier.lag),
                    beyond - earlier.beyond);
        }

        private static Histogram difference(Histogram now, Histogram before) {
            Histogram difference = now.copy();
            difference.subtract(before);
            return difference;
        }
    }
}
