package wirebench.load.open;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;
import wirebench.load.Latencies;
import wirebench.load.StatusCounts;
import wirebench.load.closed.Tally;

/// The four times of exchanges of an open loop, in nanoseconds with three digits, however long.
/// What records has to hold the lock.
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
    private final StatusCounts statuses = new StatusCounts(); // counted under the lock
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
    void completed(long intendedNanos, long handedNanos, long acquireNanos, long endNanos, long octets, int status) {
        response.recordValue(Math.max(0, endNanos - intendedNanos));
        service.recordValue(Math.max(0, endNanos - handedNanos - acquireNanos));
        acquire.recordValue(Math.max(0, acquireNanos));
        lag.recordValue(Math.max(0, handedNanos - intendedNanos));
        bodyOctets += octets;
        statuses.count(status);
        exchanges.setRelease(exchanges.getPlain() + 1);
    }

    /// An exchange did not, or was not even begun; its lag is kept.
    void late(long lagNanos) {
        lag.recordValue(Math.max(0, lagNanos));
    }

    /// How many ended well.
    long exchanges() {
        return exchanges.getAcquire();
    }

    /// Everything so far and what others have recorded, whose histograms and map are used for that.
    Moment addedTo(Moment others) {
        lock.lock();
        try {
            others.response.add(response);
            others.service.add(service);
            others.acquire.add(acquire);
            others.lag.add(lag);
            statuses.addTo(others.statuses);
            return new Moment(
                    others.response,
                    others.service,
                    others.acquire,
                    others.lag,
                    others.statuses,
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
            SortedMap<Integer, Long> statuses,
            long exchanges,
            long bodyOctets) {
        static Moment nothing() {
            return new Moment(
                    Latencies.histogram(),
                    Latencies.histogram(),
                    Latencies.histogram(),
                    Latencies.histogram(),
                    new TreeMap<>(),
                    0,
                    0);
        }

        Moment since(Moment earlier) {
            return new Moment(
                    difference(response, earlier.response),
                    difference(service, earlier.service),
                    difference(acquire, earlier.acquire),
                    difference(lag, earlier.lag),
                    Tally.Errors.difference(statuses, earlier.statuses),
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
