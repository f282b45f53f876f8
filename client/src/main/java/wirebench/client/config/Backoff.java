package wirebench.client.config;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to pause before a retry: exponentially longer each time, up to a bound, and spread by chance.
/// Immutable.
///
/// @param base the pause before the first retry, before chance has its say
/// @param cap the longest pause
/// @param jitter how chance spreads the pauses
public record Backoff(Duration base, Duration cap, Jitter jitter) {
    /// A century: far beyond every use, and still a number of nanoseconds.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /// 100 ms, doubled up to 10 s, with full jitter.
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Jitter.FULL);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if the base is not positive, or the cap is below it or beyond a century
    public Backoff {
        if (!base.isPositive()) {
            throw new IllegalArgumentException("the base of a backoff must be positive, not " + base);
        }
        if (cap.compareTo(base) < 0 || cap.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the cap of a backoff must be at least its base of " + base + ", not " + cap);
        }
    }

    /// Copies with another jitter.
    ///
    /// @param other the jitter
    /// @return the copy
    public Backoff withJitter(Jitter other) {
        return new Backoff(base, cap, other);
    }

    /// The pause before a retry.
    ///
    /// @param retry which one, from 1
    /// @param previousNanos the pause before the previous retry; of no account for the first
    /// @param chance where randomness comes from
    /// @return nanoseconds, from 0 to the cap
    public long pauseNanos(int retry, long previousNanos, RandomGenerator chance) {
        long least = base.toNanos();
        long previous = retry == 1 ? least : previousNanos;
        return jitter.pause(exponential(retry), least, cap.toNanos(), previous, chance);
    }

    private long exponential(int retry) {
        long least = base.toNanos();
        long most = cap.toNanos();
        int doublings = retry - 1;
        boolean beyond = doublings >= Long.SIZE - 1 || least > most >> doublings;
        return beyond ? most : least << doublings;
    }
}
