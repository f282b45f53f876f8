package wirebench.client;

import java.time.Duration;

/// A point on [NanoClock#SYSTEM] by which an exchange must have ended. Immutable.
///
/// @param nanos the point; `Long.MAX_VALUE` is never reached
public record Deadline(long nanos) {
    /// No deadline.
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /// A deadline that many nanoseconds from now.
    ///
    /// @param timeout positive
    /// @return the deadline
    /// @throws IllegalArgumentException if the timeout is not positive
    public static Deadline in(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        return new Deadline(after(NanoClock.SYSTEM.nanos(), timeout.toNanos()));
    }

    /// A timeout as hot code keeps it.
    ///
    /// @param timeout any
    /// @return nanoseconds, `Long.MAX_VALUE` if they are more
    public static long nanos(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    /// The point that many nanoseconds after another. For hot code, which keeps deadlines as numbers.
    ///
    /// @param nowNanos a point on the clock
    /// @param timeoutNanos 0 for no timeout
    /// @return the later point, or `Long.MAX_VALUE`
    public static long after(long nowNanos, long timeoutNanos) {
        boolean never = timeoutNanos == 0 || timeoutNanos > Long.MAX_VALUE - nowNanos;
        return never ? Long.MAX_VALUE : nowNanos + timeoutNanos;
    }
}
