package wirebench.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Pairs of arms that are compared in one session, and judged together.
///
/// The rule, first match wins, at a level of 5 %:
///
/// 1. *invalid*: fewer than half of the blocks have valid forks of both arms; what is left is a selection.
/// 2. *inconclusive*: fewer than 6 complete blocks of the pair, or of the copy. A sign-flip test of 5 values cannot
///    go below p = 2/2⁵ = 6.3 %, one of 6 reaches 3.1 %.
/// 3. *equivalent*: two one-sided sign-flip tests reject a ratio as far from 1 as the margin, which is the larger of
///    2 % and the noise floor (Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15, 1987), after Holm's
///    adjustment over the family. Not so when noise made the margin larger than 2 % and the arms differ for certain:
///    a wide margin must not call a visible difference none. Nor when noise made it larger than 10 %: that two arms are
///    the same within 60 % is no finding.
/// 4. *faster* or *slower*: the sign-flip test ([TypicalValues]) rejects a ratio of 1 after Holm's adjustment over the
///    family ([Holm]), and the effect lies beyond the noise floor ([NoiseFloor]).
/// 5. *inconclusive* otherwise, and the reason says which of the two failed.
///
/// The sign-flip test decides, because it holds its level whatever the noise, by construction and in `Simulation`;
/// Student's covers up to 98.5 % where forks have two modes, and the bootstrap is too narrow.
///
/// @param baseline the arm that is run twice
/// @param copy an arm identical to the baseline, which shows the noise floor
/// @param pairs the arms to be judged, each with the arm it is divided by: mostly the baseline
/// @param direction of the metric
public record Family(String baseline, String copy, List<Verdict.Pair> pairs, Direction direction) {
    /// Below this number of complete blocks there is no verdict.
    public static final int FEWEST_BLOCKS = 6;

    public static final double LEVEL = 0.05;

    /// As a share: what is smaller does not matter to anyone.
    static final double SMALLEST_MARGIN = 0.02;

    /// As a share: what is larger matters to everyone, so that no noise may be an excuse to call two arms the same.
    public static final double LARGEST_MARGIN = 0.10;

    /// The fewest blocks in which any difference could be found, however large: the smallest p of a sign-flip test of n
    /// values, 2/2ⁿ, has to stay within the level after Holm's adjustment over all comparisons.
    ///
    /// @param comparisons how many arms are judged together
    public static int fewestBlocks(int comparisons) {
        int blocks = FEWEST_BLOCKS;
        while (comparisons * Math.scalb(2.0, -blocks) > LEVEL) {
            blocks++;
        }
        return blocks;
    }

    /// @throws IllegalArgumentException if the copy is the baseline itself
    public Family {
        pairs = List.copyOf(pairs);
        if (copy.equals(baseline)) {
            throw new IllegalArgumentException(baseline + " is compared with itself");
        }
    }

    /// Candidates that are all compared with the baseline.
    public static Family againstBaseline(String baseline, String copy, List<String> candidates, Direction direction) {
        var pairs = candidates.stream()
                .map(candidate -> new Verdict.Pair(candidate, baseline))
                .toList();
        return new Family(baseline, copy, pairs, direction);
    }

    /// One verdict for each pair, in their order.
    ///
    /// @param blocks the session; blocks may lack arms whose forks were invalid
    /// @param seed for the choice of subsets when there are many blocks
    public List<Verdict> judge(List<Block> blocks, long seed) {
        var floor = NoiseFloor.of(blocks, copy, baseline, seed);
        var verdicts = new ArrayList<Verdict>();
        var compared = new ArrayList<Comparison>();
        for (Verdict.Pair pair : pairs) {
            var logs = Block.logRatios(blocks, pair.candidate(), pair.baseline());
            refusal(pair, logs.length, blocks.size(), floor)
                    .ifPresentOrElse(
                            verdicts::add, () -> compared.add(Comparison.of(pair, logs, floor.orElseThrow(), seed)));
        }
        verdicts.addAll(judge(compared));
        return pairs.stream().map(pair -> of(pair, verdicts)).toList();
    }

    private static Verdict of(Verdict.Pair pair, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.pair().equals(pair))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Verdict> refusal(Verdict.Pair pair, int complete, int blocks, Optional<NoiseFloor> floor) {
        if (2 * complete < blocks) {
            var reason = "only " + complete + " of " + blocks + " blocks have valid forks of both";
            return Optional.of(new Verdict.Invalid(pair, reason));
        }
        if (complete < FEWEST_BLOCKS) {
            return Optional.of(inconclusive(pair, "fewer than 6 blocks (" + complete + ")"));
        }
        return floor.isPresent()
                ? Optional.empty()
                : Optional.of(
                        inconclusive(pair, "fewer than 6 blocks with a copy of the baseline, so noise is unknown"));
    }

    private static Verdict inconclusive(Verdict.Pair pair, String reason) {
        return new Verdict.Inconclusive(pair, reason, Optional.empty());
    }

    private List<Verdict> judge(List<Comparison> compared) {
        var p = adjusted(compared, Comparison::p);
        var equivalenceP = adjusted(compared, Comparison::equivalenceP);
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < compared.size(); i++) {
            var comparison = compared.get(i);
            verdicts.add(decide(comparison.pair(), comparison.evidence(p[i], equivalenceP[i], compared.size())));
        }
        return verdicts;
    }

    private static double[] adjusted(List<Comparison> compared, ToDoubleFunction<Comparison> p) {
        return Holm.adjust(compared.stream().mapToDouble(p).toArray());
    }

    private Verdict decide(Verdict.Pair pair, Evidence evidence) {
        if (evidence.isEquivalent()) {
            return new Verdict.Equivalent(pair, evidence);
        }
        if (!evidence.isSeparated()) {
            return new Verdict.Inconclusive(pair, Sentence.notSeparated(evidence), Optional.of(evidence));
        }
        if (!evidence.isBeyondNoise()) {
            return new Verdict.Inconclusive(pair, Sentence.withinNoise(evidence), Optional.of(evidence));
        }
        return direction.favours(evidence.ratio())
                ? new Verdict.Faster(pair, evidence)
                : new Verdict.Slower(pair, evidence);
    }
}
