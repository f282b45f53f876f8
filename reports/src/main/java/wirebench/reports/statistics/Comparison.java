package wirebench.reports.statistics;

import org.apache.commons.statistics.descriptive.Mean;

/// One candidate against the baseline before the family is looked at.
///
/// @param pair the arms
/// @param effect the mean logarithm of the ratios
/// @param interval its 95 % interval by the sign-flip test
/// @param student Student's interval of the same
/// @param standardError s/√n of the logarithms
/// @param blocks how many logarithms
/// @param floor what a copy of the baseline showed
/// @param p against no difference
/// @param equivalenceP against a difference of the margin
record Comparison(
        Verdict.Pair pair,
        double effect,
        Interval interval,
        Interval student,
        double standardError,
        int blocks,
        NoiseFloor floor,
        double p,
        double equivalenceP) {
    /// @param logs one logarithm of a ratio for each block, [Family#FEWEST_BLOCKS] or more
    static Comparison of(Verdict.Pair pair, double[] logs, NoiseFloor floor, long seed) {
        var typical = TypicalValues.of(logs, seed);
        var margin = Math.log1p(margin(floor));
        return new Comparison(
                pair,
                Mean.of(logs).getAsDouble(),
                typical.interval(Family.LEVEL).orElseThrow(),
                StudentT.interval(logs, Family.LEVEL),
                StudentT.standardError(logs),
                logs.length,
                floor,
                typical.p(0),
                Math.max(typical.pAbove(-margin), typical.pBelow(margin)));
    }

    /// The figures, now that the p values are adjusted for a family of this size.
    Evidence evidence(double adjustedP, double adjustedEquivalenceP, int familySize) {
        return new Evidence(
                Math.exp(effect),
                interval.exp(),
                student.exp(),
                blocks,
                p,
                adjustedP,
                adjustedEquivalenceP,
                margin(floor),
                floor,
                Math.expm1(DetectableEffect.log(standardError, blocks, Family.LEVEL / familySize, floor.log())));
    }

    private static double margin(NoiseFloor floor) {
        return Math.max(Family.SMALLEST_MARGIN, floor.share());
    }
}
