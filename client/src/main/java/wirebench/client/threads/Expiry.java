package wirebench.client.threads;

import java.util.concurrent.atomic.AtomicLong;

/// A deadline that its owner arms and disarms and a [Watchdog] may make true: exactly one of the two wins.
///
/// The owner is one thread at a time; the watchdog is another.
final class Expiry {
    private static final long DISARMED = Long.MAX_VALUE;
    private static final long EXPIRED = -1;

    private final AtomicLong deadline = new AtomicLong(DISARMED);
    private long armed = DISARMED; // what the owner last set; confined to the owner

    /// Sets the deadline, in place of the one before.
    ///
    /// @return false if it has expired already
    boolean arm(long nanos) {
        if (nanos == armed) {
            return !expired();
        }
        boolean set = deadline.compareAndSet(armed, nanos);
        armed = nanos;
        return set;
    }

    /// Takes the deadline away.
    ///
    /// @return false if it has expired already
    boolean disarm() {
        return arm(DISARMED);
    }

    boolean expired() {
        return deadline.getPlain() == EXPIRED;
    }

    /// The watchdog's part: makes a deadline that has passed true.
    ///
    /// @return true if it is expired by this call
    boolean expireIfPast(long nowNanos) {
        long at = deadline.get();
        return at != DISARMED && at != EXPIRED && at <= nowNanos && deadline.compareAndSet(at, EXPIRED);
    }

    /// The deadline, or `Long.MAX_VALUE` if there is none.
    long deadlineNanos() {
        long at = deadline.get();
        return at == EXPIRED ? DISARMED : at;
    }
}
