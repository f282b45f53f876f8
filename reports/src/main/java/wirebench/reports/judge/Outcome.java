package wirebench.reports.judge;

import java.util.Locale;
import java.util.Optional;
import wirebench.reports.files.Prediction;
import wirebench.reports.statistics.Interval;
import wirebench.reports.statistics.NoiseFloor;

/// The outcome of a prediction, as the forks say it. [Predictions] states the rule for each.
public sealed interface Outcome {
    /// What was predicted.
    Prediction prediction();

    /// The figures it rests on; nothing where there were too few.
    Optional<Ratio> figures();

    /// One word for tables.
    String word();

    /// The outcome as one plain sentence with its figures.
    String sentence();

    /// The ratio that was predicted, as it was found.
    ///
    /// @param value the geometric mean over the blocks
    /// @param interval its 95 % interval by the sign-flip test, not adjusted
    /// @param blocks how many had valid forks of both arms
    /// @param adjustedP of the claim that is nearer, after Holm's adjustment over all predictions
    /// @param floor what an identical copy of the baseline showed, where that is known
    record Ratio(double value, Interval interval, int blocks, double adjustedP, Optional<NoiseFloor> floor) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.3f (95 %% interval %.3f to %.3f, %d blocks, p = %.3g after adjustment)",
                    value,
                    interval.low(),
                    interval.high(),
                    blocks,
                    adjustedP);
        }

        /// Whether a bound is so near that a copy of the baseline could be as far off.
        boolean isWithinNoiseOf(double bound) {
            return bound > 0
                    && floor.filter(noise -> Math.abs(Math.log(value / bound)) <= noise.log())
                            .isPresent();
        }
    }

    /// All of the interval lies within the bounds.
    record Holds(Prediction prediction, Ratio ratio) implements Outcome {
        @Override
        public Optional<Ratio> figures() {
            return Optional.of(ratio);
        }

        @Override
        public String word() {
            return "holds";
        }

        @Override
        public String sentence() {
            return OutcomeWords.decided(this, "holds", ratio);
        }
    }

    /// All of the interval lies outside the bounds.
    record Contradicted(Prediction prediction, Ratio ratio) implements Outcome {
        @Override
        public Optional<Ratio> figures() {
            return Optional.of(ratio);
        }

        @Override
        public String word() {
            return "contradicted";
        }

        @Override
        public String sentence() {
            return OutcomeWords.decided(this, "is contradicted", ratio);
        }
    }

    /// The session does not tell.
    ///
    /// @param reason why not, as a clause
    record Inconclusive(Prediction prediction, String reason, Optional<Ratio> figures) implements Outcome {
        @Override
        public String word() {
            return "inconclusive";
        }

        @Override
        public String sentence() {
            return OutcomeWords.open(this, "is inconclusive", reason);
        }
    }

    /// The figures may not be compared.
    ///
    /// @param reason why not, as a clause
    record Invalid(Prediction prediction, String reason) implements Outcome {
        @Override
        public Optional<Ratio> figures() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return "invalid";
        }

        @Override
        public String sentence() {
            return OutcomeWords.open(this, "is invalid", reason);
        }
    }
}
