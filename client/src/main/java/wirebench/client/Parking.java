package wirebench.client;

import java.util.concurrent.locks.LockSupport;

/// Waiting without a lock.
final class Parking {
    private Parking() {}

    /// Parks the calling thread until it is unparked or interrupted, a deadline passes, or for no reason.
    ///
    /// @param deadlineNanos `Long.MAX_VALUE` for none
    static void until(Object blocker, long deadlineNanos, NanoClock clock) {
        if (deadlineNanos == Long.MAX_VALUE) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, deadlineNanos - clock.nanos());
        }
    }
}
