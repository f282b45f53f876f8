package wirebench.reports.statistics;

import java.time.Duration;

/// How many blocks a session needs, and how many it can afford.
public final class BlockPlan {
    /// A precision that needs more blocks than this is out of reach.
    public static final int MOST_BLOCKS = 10_000;

    private BlockPlan() {}

    /// The fewest blocks, at least [Family#FEWEST_BLOCKS], whose 95 % interval of a ratio is expected to reach no
    /// farther than `precision` from it: t(n−1) s/√n ≤ ln(1 + precision). [#MOST_BLOCKS] when that is not enough.
    ///
    /// @param scatter s, the standard deviation of the logarithms of a pilot's ratios
    /// @param precision as a share, such as 0.02
    public static int blocksFor(double scatter, double precision) {
        var wanted = Math.log1p(precision);
        var blocks = Family.FEWEST_BLOCKS;
        while (blocks < MOST_BLOCKS && halfWidth(scatter, blocks) > wanted) {
            blocks++;
        }
        return blocks;
    }

    /// The standard deviation of the logarithm of a ratio of two arms, if their forks do not gain from being
    /// paired: the most it can be, for a pilot that ran one arm only.
    public static double unpairedScatter(VarianceComponents candidate, VarianceComponents baseline, int iterations) {
        return Math.sqrt(candidate.ofScore(iterations) + baseline.ofScore(iterations));
    }

    /// How many whole blocks fit.
    ///
    /// @param budget for the session
    /// @param perFork the start of a JVM and warming up
    /// @param perIteration one measured iteration
    public static long blocksIn(Duration budget, int arms, int iterations, Duration perFork, Duration perIteration) {
        var fork = perFork.plus(perIteration.multipliedBy(iterations));
        return budget.dividedBy(fork.multipliedBy(arms));
    }

    /// What a session with so many blocks may expect: the half-width of the 95 % interval as a share.
    public static double precisionOf(double scatter, int blocks) {
        return Math.expm1(halfWidth(scatter, blocks));
    }

    /// The smallest difference, as a share, that would be found in 4 of 5 such sessions; see [DetectableEffect].
    ///
    /// @param scatter the standard deviation of the logarithms of the ratios
    /// @param comparisons that are judged together
    public static double detectable(double scatter, int blocks, int comparisons) {
        return Math.expm1(DetectableEffect.log(scatter / Math.sqrt(blocks), blocks, Family.LEVEL / comparisons, 0));
    }

    private static double halfWidth(double scatter, int blocks) {
        return StudentT.quantile(blocks, Family.LEVEL / 2) * scatter / Math.sqrt(blocks);
    }
}
