package wirebench.reports.statistics;

/// The figures of what became of the ratio of two arms from one session to another. Immutable.
///
/// @param before the ratio in the first session
/// @param after the ratio in the second
/// @param interval the 95 % interval of after / before, by Welch's t
/// @param blocksBefore how many blocks of the first session have both arms
/// @param blocksAfter how many of the second
/// @param adjustedP against no change, after Holm's adjustment
/// @param adjustedEquivalenceP against a change as large as the margin, after Holm's adjustment
/// @param floor how far the ratio of identical arms changed, at most, as a share: a smaller change is noise
/// @param margin the largest change that does not matter, as a share
public record Shift(
        double before,
        double after,
        Interval interval,
        int blocksBefore,
        int blocksAfter,
        double adjustedP,
        double adjustedEquivalenceP,
        double floor,
        double margin) {
    /// What the ratio was multiplied by.
    ///
    /// @return 1 for no change
    public double ratio() {
        return after / before;
    }

    boolean isSeparated() {
        return adjustedP <= Family.LEVEL;
    }

    /// Within the margin, and the margin is not one that noise has widened until it hides a change that is there, or
    /// until nobody would call it small.
    boolean isEquivalent() {
        return adjustedEquivalenceP <= Family.LEVEL
                && margin <= Family.LARGEST_MARGIN
                && !(isSeparated() && margin > Family.SMALLEST_MARGIN);
    }

    boolean isBeyondNoise() {
        return Math.abs(Math.log(ratio())) > Math.log1p(floor);
    }
}
