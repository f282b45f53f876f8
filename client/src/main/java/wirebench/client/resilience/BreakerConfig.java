package wirebench.client.resilience;

import java.time.Duration;

/// When an origin is not tried for a while because it fails too often. Immutable.
///
/// @param threshold how often is too often
/// @param pause how long nothing is sent then
/// @param trials after that, so many exchanges may be under way; if as many succeed, the origin is trusted again, and
///     as soon as one fails, it is not
public record BreakerConfig(Threshold threshold, Duration pause, int trials) {
    /// How often is too often.
    public sealed interface Threshold {
        /// So many failures among the last exchanges.
        ///
        /// @param failures how many open the breaker
        /// @param of among how many
        record Count(int failures, int of) implements Threshold {
            /// Checks each value.
            ///
            /// @throws IllegalArgumentException unless 1 <= failures <= of
            public Count {
                if (failures < 1 || failures > of) {
                    throw new IllegalArgumentException(
                            failures + " failures of " + of + " exchanges cannot be a threshold");
                }
            }
        }

        /// A share of the exchanges of a sliding span of time.
        ///
        /// @param percent from 1 to 100
        /// @param least of fewer exchanges nothing is concluded
        /// @param within the span of time
        record Rate(int percent, int least, Duration within) implements Threshold {
            /// Checks each value.
            ///
            /// @throws IllegalArgumentException if one is out of range
            public Rate {
                if (percent < 1 || percent > 100 || least < 1 || within.compareTo(Duration.ofMillis(10)) < 0) {
                    throw new IllegalArgumentException(
                            percent + " % of " + least + " exchanges within " + within + " cannot be a threshold");
                }
            }
        }
    }

    /// Half of the last 20 exchanges; 5 s of pause, one trial.
    public static final BreakerConfig DEFAULT =
            new BreakerConfig(new Threshold.Count(10, 20), Duration.ofSeconds(5), 1);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if the pause is not positive or there may be no trial
    public BreakerConfig {
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("the pause of a breaker must be positive, not " + pause);
        }
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be at least 1, not " + trials);
        }
    }

    /// Copies with another threshold.
    ///
    /// @param other the threshold
    /// @return the copy
    public BreakerConfig withThreshold(Threshold other) {
        return new BreakerConfig(other, pause, trials);
    }

    /// Copies with another pause.
    ///
    /// @param other positive
    /// @return the copy
    public BreakerConfig withPause(Duration other) {
        return new BreakerConfig(threshold, other, trials);
    }

    /// Copies with another number of trials.
    ///
    /// @param most at least 1
    /// @return the copy
    public BreakerConfig withTrials(int most) {
        return new BreakerConfig(threshold, pause, most);
    }
}
