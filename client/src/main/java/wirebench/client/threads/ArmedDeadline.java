package wirebench.client.threads;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import wirebench.client.Deadline;
import wirebench.client.Phase;

/// By when what a connection waits for has to come: the deadline of a phase, or that of the whole exchange if it is
/// earlier.
///
/// ```
///              arm                      the watchdog finds it past
/// disarmed <---------> armed, again and again ----------------------> expired
///            disarm
/// ```
/// The watchdog closes the connection whose deadline has expired; whoever arms or disarms it then is told. Confined
/// to the thread that holds the lease, but for the watchdog's calls ([Expiry]).
final class ArmedDeadline {
    private final Expiry expiry = new Expiry();
    private final Watchdog watchdog;

    private long totalNanos = Long.MAX_VALUE;
    private Phase timed = Phase.TOTAL;

    ArmedDeadline(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /// Takes note of when the exchange ends at the latest, which holds from the next arming on.
    void limit(long totalDeadlineNanos) {
        totalNanos = totalDeadlineNanos;
    }

    /// When the exchange ends at the latest.
    long totalNanos() {
        return totalNanos;
    }

    /// Sets the deadline of what comes next.
    ///
    /// @throws ClosedChannelException if the one before has expired, so that the connection is closed
    void arm(Phase phase, long deadlineNanos) throws ClosedChannelException {
        timed = totalNanos <= deadlineNanos ? Phase.TOTAL : phase;
        long at = Math.min(totalNanos, deadlineNanos);
        if (!expiry.arm(at)) {
            throw new ClosedChannelException();
        }
        if (at != Long.MAX_VALUE) {
            watchdog.notice(at);
        }
    }

    /// The same for a deadline that is some time after now.
    void arm(Phase phase, long nowNanos, Duration timeout) throws ClosedChannelException {
        arm(phase, Deadline.after(nowNanos, Deadline.nanos(timeout)));
    }

    /// Leaves only the end of the whole exchange: what comes next takes as long as it takes.
    void armTotal() throws ClosedChannelException {
        arm(Phase.TOTAL, Long.MAX_VALUE);
    }

    /// Takes the deadline away.
    ///
    /// @return false if it has expired already
    boolean disarm() {
        return expiry.disarm();
    }

    boolean expired() {
        return expiry.expired();
    }

    /// What the deadline is, or was, of.
    Phase timed() {
        return timed;
    }

    /// The watchdog's part.
    ///
    /// @return true if it has expired by this call, so that the connection has to be closed
    boolean expireIfPast(long nowNanos) {
        return expiry.expireIfPast(nowNanos);
    }

    /// The deadline, or `Long.MAX_VALUE` if there is none. By any thread.
    long deadlineNanos() {
        return expiry.deadlineNanos();
    }
}
