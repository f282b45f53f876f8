package wirebench.reports.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;

/// How far apart the means of two samples are that belong together in no way and may scatter differently (Welch,
/// "The generalization of Student's problem", Biometrika 34, 1947).
///
/// @param difference of the second mean from the first
/// @param standardError of that difference
/// @param t its distribution, with Satterthwaite's degrees of freedom
record Welch(double difference, double standardError, TDistribution t) {
    /// Of two values or more each.
    static Welch of(double[] first, double[] second) {
        var one = Variance.of(first).getAsDouble() / first.length;
        var other = Variance.of(second).getAsDouble() / second.length;
        var sum = one + other;
        var freedom = sum == 0 // as of values that are all alike
                ? first.length + second.length - 2
                : sum * sum / (one * one / (first.length - 1) + other * other / (second.length - 1));
        return new Welch(
                Mean.of(second).getAsDouble() - Mean.of(first).getAsDouble(),
                Math.max(Math.sqrt(sum), Double.MIN_NORMAL),
                TDistribution.of(freedom));
    }

    /// The interval that misses the true difference with probability `level`.
    Interval interval(double level) {
        var half = t.inverseSurvivalProbability(level / 2) * standardError;
        return new Interval(difference - half, difference + half);
    }

    /// The probability of a difference at least as far from zero, on either side, if there were none.
    double p() {
        return 2 * t.survivalProbability(Math.abs(difference) / standardError);
    }

    /// The probability of a difference so well within ±margin if the true one were as large as the margin: the larger
    /// of two one-sided tests (Schuirmann, 1987).
    double equivalenceP(double margin) {
        return t.survivalProbability((margin - Math.abs(difference)) / standardError);
    }
}
