package wirebench.load.open;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;
import wirebench.load.Latencies;

/// The four times of exchanges of an open loop, in nanoseconds with three digits up to a minute. What records has to
/// hold the lock.
///
/// ```
/// intended start ──lag──▶ handed over ──acquire──▶ lease had ──service──▶ last octet
/// └──────────────────────────────── response ────────────────────────────────────────┘
/// ```
final class OpenTimes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Histogram response = Latencies.histogram(); // guarded by lock
    private final Histogram service = Latencies.histogram(); // guarded by lock
    private final Histogram acquire = Latencies.histogram(); // guarded by lock
    private final Histogram lag = Latencies.histogram(); // guarded by lock
    private long beyond; // guarded by lock
    private long bodyOctets; // guarded by lock
    private final AtomicLong exchanges = new AtomicLong(); // written under the lock, so no atomic addition is needed

    boolean tryLock() {
        return lock.tryLock();
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /// An exchange ended well.
    void completed(long intendedNanos, long handedNanos, long acquireNanos, long endNanos, long octets) {
        long responseNanos = endNanos - intendedNanos;
        if (responseNanos > Latencies.HIGHEST_NANOS) {
            beyond++;
        }
        response.recordValue(within(responseNanos));
        service.recordValue(within(endNanos - handedNanos - acquireNanos));
        acquire.recordValue(within(acquireNanos));
        lag.recordValue(within(handedNanos - intendedNanos));
        bodyOctets += octets;
        exchanges.setRelease(exchanges.getPlain() + 1);
    }

    /// An exchange did not.
    void failed(long lagNanos) {
        lag.recordValue(within(lagNanos));
    }

    private static long within(long nanos) {
        return Math.clamp(nanos, 0, Latencies.HIGHEST_NANOS);
    }

    /// How many ended well.
    long exchanges() {
        return exchanges.getAcquire();
    }

    /// Everything so far and what others have recorded, whose histograms are used for that.
    Moment addedTo(Moment others) {
        lock.lock();
        try {
            others.response.add(response);
            others.service.add(service);
            others.acquire.add(acquire);
            others.lag.add(lag);
            return new Moment(
                    others.response,
                    others.service,
                    others.acquire,
                    others.lag,
                    others.beyond + beyond,
                    others.exchanges + exchanges.getPlain(),
                    others.bodyOctets + bodyOctets);
        } finally {
            lock.unlock();
        }
    }

    /// What had been recorded up to one moment.
    record Moment(
            Histogram response,
            Histogram service,
            Histogram acquire,
            Histogram lag,
            long beyond,
            long exchanges,
            long bodyOctets) {
        static Moment nothing() {
            return new Moment(
                    Latencies.histogram(),
                    Latencies.histogram(),
                    Latencies.histogram(),
                    Latencies.histogram(),
                    0,
                    0,
                    0);
        }

        Moment since(Moment earlier) {
            return new Moment(
                    difference(response, earlier.response),
                    difference(service, earlier.service),
                    difference(acquire, earlier.acquire),
                    difference(lag, earlier.lag),
                    beyond - earlier.beyond,
                    exchanges - earlier.exchanges,
                    bodyOctets - earlier.bodyOctets);
        }

        private static Histogram difference(Histogram now, Histogram before) {
            Histogram difference = now.copy();
            difference.subtract(before);
            return difference;
        }
    }
}
