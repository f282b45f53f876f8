package wirebench.client.config;

import java.time.Duration;

/// How a server that has gone away is looked for, if connections to it are to be kept open ([PoolConfig#minIdle]).
/// Immutable.
///
/// @param backoff how long to pause after each attempt that failed
/// @param attempts after so many in a row it is given up; 0 for never
public record ReconnectConfig(Backoff backoff, int attempts) {
    /// From 100 ms to 10 s, at least half of it each time, and for ever.
    public static final ReconnectConfig DEFAULT =
            new ReconnectConfig(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Jitter.EQUAL), 0);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if there are to be fewer than no attempts
    public ReconnectConfig {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative: " + attempts);
        }
    }

    /// Whether the origin is given up.
    ///
    /// @param failed how many attempts in a row have failed
    /// @return true if no more are made
    public boolean givesUpAfter(int failed) {
        return attempts > 0 && failed >= attempts;
    }
}
