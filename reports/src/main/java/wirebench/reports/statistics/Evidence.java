package wirebench.reports.statistics;

/// The figures behind a verdict.
///
/// @param ratio the candidate's geometric mean ratio to the baseline over the complete blocks
/// @param interval its 95 % interval, the ratios that the sign-flip test does not reject; not adjusted for the family
/// @param student Student's 95 % interval of the same, for comparison
/// @param blocks how many blocks had valid forks of both
/// @param p of the sign-flip test against a ratio of 1
/// @param adjustedP the same after Holm's adjustment over the family; this one decides
/// @param adjustedEquivalenceP of the two one-sided tests against the margin, after the same adjustment
/// @param margin the share within which two arms count as equal: 0.02 or the noise floor, if that is larger
/// @param floor what an identical copy of the baseline showed
/// @param detectable the share that this family would have shown in 4 of 5 sessions like this; infinite when so few
///     blocks cannot show anything in a family of this size
public record Evidence(
        double ratio,
        Interval interval,
        Interval student,
        int blocks,
        double p,
        double adjustedP,
        double adjustedEquivalenceP,
        double margin,
        NoiseFloor floor,
        double detectable) {
    /// Whether the two are told apart at the level of all comparisons together.
    public boolean isSeparated() {
        return adjustedP <= Family.LEVEL;
    }

    /// Within the margin, and the margin is not one that noise has widened until it hides a difference that is there,
    /// or until nobody would call it small.
    boolean isEquivalent() {
        return adjustedEquivalenceP <= Family.LEVEL
                && margin <= Family.LARGEST_MARGIN
                && !(isSeparated() && margin > Family.SMALLEST_MARGIN);
    }

    boolean isBeyondNoise() {
        return Math.abs(Math.log(ratio)) > floor.log();
    }
}
