package wirebench.client.pool;

import java.util.concurrent.locks.LockSupport;
import wirebench.client.NanoClock;

/// Waiting without a lock. Thread-safe.
public final class Parking {
    private Parking() {}

    /// Parks the calling thread until it is unparked or interrupted, a deadline passes, or for no reason.
    ///
    /// @param blocker what it waits for, for diagnostics
    /// @param deadlineNanos `Long.MAX_VALUE` for none
    /// @param clock what the deadline is a point on
    public static void until(Object blocker, long deadlineNanos, NanoClock clock) {
        if (deadlineNanos == Long.MAX_VALUE) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, deadlineNanos - clock.nanos());
        }
    }
}
