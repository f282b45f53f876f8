package wirebench.reports.statistics;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One fork of each arm, run next to each other in random order, so that what disturbs the machine meanwhile
/// disturbs them alike.
///
/// The random order is what makes the verdicts valid: if two arms are the same, their figures could as well have been
/// swapped, whatever the noise was. A block in a fixed order gives no such right.
///
/// @param scores the figure of each arm's fork; an arm whose fork was invalid is left out
public record Block(Map<String, Double> scores) {
    /// @throws IllegalArgumentException if a figure is not positive and finite: such a fork is invalid and left out
    public Block {
        scores = Map.copyOf(scores);
        scores.forEach(Block::requirePositive);
    }

    private static void requirePositive(String arm, double score) {
        if (!(score > 0 && Double.isFinite(score))) {
            throw new IllegalArgumentException(arm + " scored " + score + ", which has no logarithm");
        }
    }

    /// ln(candidate / baseline) in each block where both forks were valid, in the order of the blocks.
    public static double[] logRatios(List<Block> blocks, String candidate, String baseline) {
        return blocks.stream()
                .flatMapToDouble(block -> block.logRatio(candidate, baseline).stream())
                .toArray();
    }

    private OptionalDouble logRatio(String candidate, String baseline) {
        var above = scores.get(candidate);
        var below = scores.get(baseline);
        return above == null || below == null ? OptionalDouble.empty() : OptionalDouble.of(Math.log(above / below));
    }
}
