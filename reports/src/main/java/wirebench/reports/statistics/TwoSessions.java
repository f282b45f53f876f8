package wirebench.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Mean;

/// Compares two sessions that ran the same arms. Immutable.
///
/// Forks of different sessions cannot be paired, and all that changed on the machine in between looks like a change of
/// an arm. So what is compared is each arm's ratio to its baseline in the same session, from which that cancels out as
/// far as it meets both alike; of the baseline itself nothing can be said. How much the ratio of identical arms changed
/// is the noise floor.
///
/// @param family what is compared with what
/// @param before the blocks of the first session
/// @param after the blocks of the second
public record TwoSessions(Family family, List<Block> before, List<Block> after) {
    /// The logarithms of the ratios of two arms, one for each block of each session.
    private static final class Pair {
        final Verdict.Pair arms;
        final double[] before;
        final double[] after;

        Pair(Verdict.Pair arms, double[] before, double[] after) {
            this.arms = arms;
            this.before = before;
            this.after = after;
        }

        boolean isComplete() {
            return before.length >= Family.FEWEST_BLOCKS && after.length >= Family.FEWEST_BLOCKS;
        }

        Welch welch() {
            return Welch.of(before, after);
        }
    }

    private record Tested(Verdict.Pair arms, Shift shift) {}

    /// Keeps copies.
    public TwoSessions {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// What became of each candidate, in their order.
    ///
    /// @return one change for each
    public List<Change> changes() {
        var floor = floor();
        var decidable = family.pairs().stream()
                .map(this::pair)
                .filter(pair -> floor.isPresent() && pair.isComplete())
                .toList();
        Map<Verdict.Pair, Change> decided =
                tested(decidable, floor.orElse(0.0)).stream().collect(Collectors.toMap(Tested::arms, this::decide));
        return family.pairs().stream()
                .map(arms -> decided.getOrDefault(arms, refusal(pair(arms))))
                .toList();
    }

    /// As a logarithm: the farthest that the interval of the copy's change reaches from none.
    private Optional<Double> floor() {
        var copy = pair(new Verdict.Pair(family.copy(), family.baseline()));
        return copy.isComplete()
                ? Optional.of(copy.welch().interval(Family.LEVEL).reach())
                : Optional.empty();
    }

    private Pair pair(Verdict.Pair arms) {
        return new Pair(
                arms,
                Block.logRatios(before, arms.candidate(), arms.baseline()),
                Block.logRatios(after, arms.candidate(), arms.baseline()));
    }

    private static Change refusal(Pair pair) {
        var reason = pair.isComplete()
                ? "there are fewer than 6 blocks with a copy of the baseline, so noise is unknown"
                : "there are fewer than 6 blocks of both arms (" + pair.before.length + " before, " + pair.after.length
                        + " after)";
        return new Change.Unclear(pair.arms, reason, Optional.empty());
    }

    private static List<Tested> tested(List<Pair> pairs, double floor) {
        var margin = Math.max(Math.log1p(Family.SMALLEST_MARGIN), floor);
        var p = adjusted(pairs, Welch::p);
        var equivalenceP = adjusted(pairs, welch -> welch.equivalenceP(margin));
        var tested = new ArrayList<Tested>();
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            tested.add(new Tested(
                    pair.arms,
                    new Shift(
                            geometricMean(pair.before),
                            geometricMean(pair.after),
                            pair.welch().interval(Family.LEVEL).exp(),
                            pair.before.length,
                            pair.after.length,
                            p[i],
                            equivalenceP[i],
                            Math.expm1(floor),
                            Math.expm1(margin))));
        }
        return tested;
    }

    private static double[] adjusted(List<Pair> pairs, ToDoubleFunction<Welch> p) {
        return Holm.adjust(pairs.stream().map(Pair::welch).mapToDouble(p).toArray());
    }

    private static double geometricMean(double[] logs) {
        return Math.exp(Mean.of(logs).getAsDouble());
    }

    private Change decide(Tested tested) {
        var arms = tested.arms();
        var shift = tested.shift();
        if (shift.isEquivalent()) {
            return new Change.Same(arms, shift);
        }
        if (!shift.isSeparated()) {
            return Change.Unclear.neither(arms, shift);
        }
        if (!shift.isBeyondNoise()) {
            return Change.Unclear.withinNoise(arms, shift);
        }
        return family.direction().favours(shift.ratio())
                ? new Change.Better(arms, shift)
                : new Change.Worse(arms, shift);
    }
}
