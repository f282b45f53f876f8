package wirebench.load.open;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// A model of arriving requests. Immutable; every [#times] is the same sequence again.
///
/// @param spacing how long it is from one arrival to the next
/// @param rate requests per second on average, bursts included
/// @param seed what chance is drawn from; uniform spacing draws nothing
/// @param burst requests that arrive at once, at the same mean rate: 1 if each arrives alone
public record Arrivals(Spacing spacing, double rate, long seed, int burst) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MOST_PER_SECOND = 1e7;

    /// How long it is from one arrival to the next.
    public enum Spacing {
        /// Always the same.
        UNIFORM,
        /// Exponentially distributed: arrivals that know nothing of each other.
        POISSON;

        /// The name by which it is chosen.
        ///
        /// @return lower case
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Finds a spacing by its label.
        ///
        /// @param label as it is chosen
        /// @return the spacing
        /// @throws IllegalArgumentException if there is none, with the valid choices
        public static Spacing named(String label) {
            return Arrays.stream(values())
                    .filter(spacing -> spacing.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there are no arrivals '" + label + "'; choose one of uniform, poisson"));
        }
    }

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public Arrivals {
        if (!(rate > 0 && rate <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException("rate must be more than 0 and at most ten million, not " + rate);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1, not " + burst);
        }
    }

    /// One request after another, in even distances.
    ///
    /// @param rate requests per second
    /// @return uniform, without bursts
    public static Arrivals uniform(double rate) {
        return new Arrivals(Spacing.UNIFORM, rate, 0, 1);
    }

    /// Copies with another rate.
    ///
    /// @param other requests per second
    /// @return the copy
    public Arrivals withRate(double other) {
        return new Arrivals(spacing, other, seed, burst);
    }

    /// Copies with another seed.
    ///
    /// @param other what chance is drawn from
    /// @return the copy
    public Arrivals withSeed(long other) {
        return new Arrivals(spacing, rate, other, burst);
    }

    /// The intended starts, from the first on.
    ///
    /// @return the same sequence for the same values
    public ArrivalTimes times() {
        double gapNanos = burst * NANOS_PER_SECOND / rate;
        ArrivalTimes alone = switch (spacing) {
            case UNIFORM -> new Even(gapNanos);
            case POISSON -> new Chance(gapNanos, new SplittableRandom(seed));
        };
        return burst == 1 ? alone : new Bursts(alone, burst);
    }

    /// By multiplication, so that no error adds up.
    private static final class Even implements ArrivalTimes {
        private final double gapNanos;
        private long arrived;

        Even(double gapNanos) {
            this.gapNanos = gapNanos;
        }

        @Override
        public long nextNanos() {
            return (long) (arrived++ * gapNanos);
        }
    }

    /// By inversion: -ln(1-u) is exponentially distributed with mean 1 if u is uniform in [0, 1).
    private static final class Chance implements ArrivalTimes {
        private final double meanNanos;
        private final SplittableRandom random;
        private double nanos;

        Chance(double meanNanos, SplittableRandom random) {
            this.meanNanos = meanNanos;
            this.random = random;
        }

        @Override
        public long nextNanos() {
            nanos -= meanNanos * Math.log1p(-random.nextDouble());
            return (long) nanos;
        }
    }

    private static final class Bursts implements ArrivalTimes {
        private final ArrivalTimes bursts;
        private final int size;
        private int left;
        private long nanos;

        Bursts(ArrivalTimes bursts, int size) {
            this.bursts = bursts;
            this.size = size;
        }

        @Override
        public long nextNanos() {
            if (left == 0) {
                nanos = bursts.nextNanos();
                left = size;
            }
            left--;
            return nanos;
        }
    }
}
