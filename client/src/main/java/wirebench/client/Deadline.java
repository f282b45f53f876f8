package wirebench.client;

import java.time.Duration;

/// A point on [NanoClock#SYSTEM] by which an exchange must have ended. Immutable.
///
/// @param nanos the point; `Long.MAX_VALUE` is never reached
public record Deadline(long nanos) {
    /// No deadline.
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /// About 292 years.
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND;

    /// A deadline that many nanoseconds from now.
    ///
    /// @param timeout positive
    /// @return the deadline
    /// @throws IllegalArgumentException if the timeout is not positive
    public static Deadline in(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        return new Deadline(after(NanoClock.SYSTEM.nanos(), nanos(timeout)));
    }

    /// A duration as hot code keeps it. The one place where they are converted, since `Duration.toNanos` fails
    /// for those beyond 292 years.
    ///
    /// @param timeout not negative
    /// @return nanoseconds, `Long.MAX_VALUE` from 292 years on
    public static long nanos(Duration timeout) {
        long seconds = timeout.getSeconds();
        return seconds >= MOST_SECONDS ? Long.MAX_VALUE : seconds * NANOS_PER_SECOND + timeout.getNano();
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
