package wirebench.jmh.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Precision;
import wirebench.reports.files.Precision.Decision;
import wirebench.reports.files.Question;
import wirebench.reports.statistics.BlockPlan;
import wirebench.reports.statistics.Family;

/// The first blocks of an experiment that is to be precise: their scatter says how many there have to be.
public final class Pilot {
    private static final double PERCENT = 100;

    private Pilot() {}

    /// Blocks of a pilot: with fewer nothing could be decided in any case.
    ///
    /// @param comparisons how many arms are judged together
    public static int blocks(int comparisons) {
        return Family.fewestBlocks(comparisons);
    }

    /// What is wanted, with what the pilot says.
    ///
    /// @return empty if this plan is no pilot, or if no arm has two blocks in which it and what it is compared with
    ///     count, for then it says nothing
    static Optional<Precision> decided(Plan plan, List<Fork> forks) {
        if (plan.precision().isEmpty() || plan.question().isEmpty()) {
            return Optional.empty();
        }
        Precision wanted = plan.precision().get();
        if (wanted.decision().isPresent()) {
            return Optional.empty();
        }
        return scatters(plan, plan.question().get(), forks).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(widest -> wanted.decided(decision(plan, wanted, widest.getKey(), widest.getValue())));
    }

    private static Decision decision(Plan plan, Precision wanted, String arm, double scatter) {
        int needed = BlockPlan.blocksFor(scatter, wanted.wanted());
        int blocks = Math.max(
                plan.size().blocks(), Math.min(needed, wanted.mostBlocks().orElse(needed)));
        return new Decision(scatter, arm, needed, blocks, BlockPlan.precisionOf(scatter, blocks));
    }

    private static SortedMap<String, Double> scatters(Plan plan, Question question, List<Fork> forks) {
        SortedMap<String, Double> scatters = new TreeMap<>();
        for (Arm arm : plan.arms()) {
            question.comparedWith(arm.name())
                    .map(other -> PairedRatios.of(forks, question.metric(), arm.name(), other))
                    .filter(ratios -> ratios.blocks() > 1)
                    .ifPresent(ratios -> scatters.put(arm.name(), ratios.scatter()));
        }
        return scatters;
    }

    /// What was decided, for a person.
    static String inWords(Plan plan, Precision precision) {
        if (precision.decision().isEmpty()) {
            return "a pilot of " + plan.size().blocks() + " blocks will say how many are needed for "
                    + percent(precision.wanted());
        }
        Decision made = precision.decision().get();
        String bound = made.blocks() < made.needed() ? ", but the budget holds " + made.blocks() : "";
        return "the pilot's ratios scatter by " + percent(Math.expm1(made.scatter())) + " (most of all " + made.arm()
                + "'s), so " + percent(precision.wanted()) + " needs " + made.needed() + " blocks" + bound + ": "
                + made.blocks() + " in all, expected precision " + percent(made.expected());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }
}
