package wirebench.reports.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The smallest effect that a session with as many blocks and as much scatter would have shown in 4 of 5 cases.
///
/// A difference is shown when its logarithm exceeds max(t s/√n, floor), so an effect of that and t(0.8) s/√n more
/// is shown with a probability of 80 %, with t at the level that the sign-flip test attains. For 6 blocks, and for
/// larger families of few more, only n logarithms on the same side are enough; then it is Φ⁻¹(0.8^(1/n)) s exactly. In
/// between, where two or three patterns of signs reject, it is up to a tenth too small. Normal logarithms are assumed.
public final class DetectableEffect {
    private static final double MISSED = 0.2;

    private DetectableEffect() {}

    /// As a logarithm; infinite when so few blocks cannot reach the level at all.
    ///
    /// @param standardError s/√n of the logarithms of the ratios
    /// @param blocks 2 or more
    /// @param level of the whole family divided by its size: Holm's first step
    /// @param floor the noise floor as a logarithm
    public static double log(double standardError, int blocks, double level, double floor) {
        var attainable = TypicalValues.attainableLevel(blocks, level);
        if (attainable == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (attainable == Math.scalb(1.0, 1 - blocks)) {
            return Math.max(
                    allOnOneSide(blocks) * Math.sqrt(blocks) * standardError, floor + margin(blocks) * standardError);
        }
        var threshold = StudentT.quantile(blocks, attainable / 2) * standardError;
        return Math.max(threshold, floor) + margin(blocks) * standardError;
    }

    private static double margin(int blocks) {
        return StudentT.quantile(blocks, MISSED);
    }

    private static double allOnOneSide(int blocks) {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(Math.pow(1 - MISSED, 1.0 / blocks));
    }
}
