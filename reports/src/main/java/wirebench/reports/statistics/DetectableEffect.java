package wirebench.reports.statistics;

/// The smallest effect that a session with as many blocks and as much scatter would have shown in 4 of 5 cases.
///
/// A difference is shown when its logarithm exceeds max(t s/√n, floor), so an effect of that and t(0.8) s/√n more
/// is shown with a probability of 80 % (Cohen's power; t in place of the noncentral t, which differs by less
/// than 2 % from 6 blocks on).
final class DetectableEffect {
    private static final double MISSED = 0.2;

    private DetectableEffect() {}

    /// As a logarithm; infinite when so few blocks cannot reach the level at all.
    ///
    /// @param standardError s/√n of the logarithms of the ratios
    /// @param blocks 2 or more
    /// @param level of the whole family divided by its size: Holm's first step
    /// @param floor the noise floor as a logarithm
    static double log(double standardError, int blocks, double level, double floor) {
        var attainable = TypicalValues.attainableLevel(blocks, level);
        if (attainable == 0) {
            return Double.POSITIVE_INFINITY;
        }
        var threshold = StudentT.quantile(blocks, attainable / 2) * standardError;
        return Math.max(threshold, floor) + StudentT.quantile(blocks, MISSED) * standardError;
    }
}
