package wirebench.reports.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's interval and test of a mean: mean ± t(n−1) s / √n (Student, Biometrika 6, 1908).
///
/// Shown beside the interval that decides, and used to plan. It is exact for normal values only: where forks fall into
/// two modes it may be too wide (98.5 % of 6 blocks in `Simulation`), and nothing bounds how far it errs.
public final class StudentT {
    private StudentT() {}

    /// The interval that misses the true mean with probability `level`, from 2 values or more.
    public static Interval interval(double[] values, double level) {
        var mean = Mean.of(values).getAsDouble();
        var half = quantile(values.length, level / 2) * standardError(values);
        return new Interval(mean - half, mean + half);
    }

    /// The probability of a mean at least as far from `centre` if that were the true one, from 2 values or more.
    public static double p(double[] values, double centre) {
        var distance = Math.abs(Mean.of(values).getAsDouble() - centre);
        return distance == 0
                ? 1
                : 2 * distribution(values.length).survivalProbability(distance / standardError(values));
    }

    /// s / √n.
    static double standardError(double[] values) {
        return StandardDeviation.of(values).getAsDouble() / Math.sqrt(values.length);
    }

    /// The value that is exceeded with probability `tail`, for the mean of `n` values.
    static double quantile(int n, double tail) {
        return distribution(n).inverseSurvivalProbability(tail);
    }

    private static TDistribution distribution(int n) {
        return TDistribution.of(n - 1.0);
    }
}
