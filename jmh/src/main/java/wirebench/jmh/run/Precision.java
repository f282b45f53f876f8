package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.experiment.Arm;
import wirebench.jmh.experiment.Experiment;
import wirebench.reports.statistics.BlockPlan;
import wirebench.reports.statistics.Family;

/// How precise an experiment is to be: its first blocks are a pilot, whose scatter says how many there have to be.
/// Immutable.
///
/// @param wanted how far the 95 % interval of each ratio may reach from it, as a share such as 0.02
/// @param mostBlocks as many as the budget holds; null for no bound
/// @param decision what the pilot said; null until it has ended
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Precision(
        double wanted,
        @Nullable Integer mostBlocks,
        @Nullable Decision decision) {
    /// Blocks of the pilot: with fewer there is no verdict in any case.
    public static final int PILOT = Family.FEWEST_BLOCKS;

    private static final double PERCENT = 100;

    /// What a pilot says.
    ///
    /// @param scatter the standard deviation of the logarithms of the ratios of an arm to what it is compared with
    /// @param arm the one in which that is largest
    /// @param needed blocks for the precision that is wanted
    /// @param blocks that are run, the pilot's included
    /// @param expected the precision that these will give
    record Decision(double scatter, String arm, int needed, int blocks, double expected) {}

    /// The precision that is wanted, with the number of blocks at which to stop all the same.
    public static Precision of(double wanted, @Nullable Integer mostBlocks) {
        return new Precision(wanted, mostBlocks, null);
    }

    /// The same with what the pilot says.
    ///
    /// @return empty if no arm has two blocks in which it and the baseline count, for then it says nothing
    Optional<Precision> decided(Experiment experiment, List<ForkRecord> pilot) {
        return scatters(experiment, pilot).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(widest -> new Precision(wanted, mostBlocks, decision(widest.getKey(), widest.getValue())));
    }

    private Decision decision(String arm, double scatter) {
        int needed = BlockPlan.blocksFor(scatter, wanted);
        int blocks = Math.max(PILOT, mostBlocks == null ? needed : Math.min(needed, mostBlocks));
        return new Decision(scatter, arm, needed, blocks, BlockPlan.precisionOf(scatter, blocks));
    }

    private static SortedMap<String, Double> scatters(Experiment experiment, List<ForkRecord> pilot) {
        String metric = experiment.metric().name();
        SortedMap<String, Double> scatters = new TreeMap<>();
        for (Arm arm : experiment.armsToRun()) {
            experiment
                    .comparedWith(arm.name())
                    .map(other -> PairedRatios.of(pilot, metric, arm.name(), other))
                    .filter(ratios -> ratios.blocks() > 1)
                    .ifPresent(ratios -> scatters.put(arm.name(), ratios.scatter()));
        }
        return scatters;
    }

    /// What was decided, for a person.
    String inWords() {
        Decision made = decision;
        if (made == null) {
            return "a pilot of " + PILOT + " blocks will say how many are needed for " + percent(wanted);
        }
        String bound = made.blocks() < made.needed() ? ", but the budget holds " + made.blocks() : "";
        return "the pilot's ratios scatter by " + percent(Math.expm1(made.scatter())) + " (most of all " + made.arm()
                + "'s), so " + percent(wanted) + " needs " + made.needed() + " blocks" + bound + ": " + made.blocks()
                + " in all, expected precision " + percent(made.expected());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }
}
