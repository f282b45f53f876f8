package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.experiment.Arm;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.Size;
import wirebench.jmh.experiment.Suite;
import wirebench.jmh.folder.CellId;

/// All forks of a run in the order in which they are run, drawn before the first of them and written to
/// `plan.json`, so that a run which was killed goes on with what it set out to do. Immutable.
///
/// A block runs every arm once, each in a JVM of its own and in an order drawn anew, so that what drifts while the
/// run goes on (heat, neighbours, the time of day) spreads over all arms instead of falling upon one.
///
/// @param schema of this file
/// @param name of the suite or the experiment
/// @param seed of the order
/// @param size how often and how long each arm is measured
/// @param reruns how often a fork is run again that failed or was disturbed
/// @param command what runs the same again
/// @param arms what is compared
/// @param order for each block the names of the arms
/// @param experiment what is asked; null for a suite, which asks nothing
/// @param precision what says how many blocks there are; null if that was said beforehand
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunPlan(
        int schema,
        String name,
        long seed,
        Size size,
        int reruns,
        String command,
        List<Arm> arms,
        List<List<String>> order,
        @Nullable Experiment experiment,
        @Nullable Precision precision) {
    /// The only one so far.
    static final int SCHEMA = 1;

    /// How often a fork of an experiment is run again: a machine that disturbs three in a row is no place to
    /// measure.
    static final int RERUNS = 2;

    private static final String ARM = "arm";

    public RunPlan {
        arms = List.copyOf(arms);
        order = List.copyOf(order);
    }

    /// One fork of the plan.
    ///
    /// @param number counted from 1
    /// @param block counted from 1
    /// @param arm what it runs
    record Slot(int number, int block, Arm arm) {
        /// `b02-07-nio`: the name of its folder.
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "b%02d-%02d-%s", block, number, arm.name());
        }
    }

    /// The plan of a suite, whose cells are its arms. What fails ends it, and what was disturbed is told by its
    /// report.
    public static RunPlan of(Suite suite, long seed, String command) {
        List<Arm> arms = suite.cells();
        return new RunPlan(
                SCHEMA,
                suite.name(),
                seed,
                suite.size(),
                0,
                command,
                arms,
                drawn(arms, suite.size().blocks(), seed),
                null,
                null);
    }

    /// The plan of an experiment, its baseline run once more included.
    public static RunPlan of(Experiment experiment, Size size, long seed, String command) {
        return of(experiment, size, seed, command, null);
    }

    /// The same, for so many blocks as a precision needs.
    ///
    /// @param size with the blocks of the pilot
    public static RunPlan of(
            Experiment experiment, Size size, long seed, String command, @Nullable Precision precision) {
        List<Arm> arms = experiment.armsToRun();
        return new RunPlan(
                SCHEMA,
                experiment.name(),
                seed,
                size,
                RERUNS,
                command,
                arms,
                drawn(arms, size.blocks(), seed),
                experiment,
                precision);
    }

    /// The plan that goes on after the pilot which this one is: with the same blocks, and those that are needed
    /// beside them. A block's order depends on nothing but the seed and its number.
    ///
    /// @param pilot the forks that count
    /// @return empty if this is no pilot, or if it says nothing
    Optional<RunPlan> afterPilot(List<ForkRecord> pilot) {
        if (precision == null || precision.decision() != null || experiment == null) {
            return Optional.empty();
        }
        return precision.decided(experiment, pilot).map(this::extended);
    }

    private RunPlan extended(Precision decided) {
        int blocks = Objects.requireNonNull(decided.decision()).blocks();
        List<List<String>> all = drawn(arms, blocks, seed);
        return new RunPlan(
                schema, name, seed, size.withBlocks(blocks), reruns, command, arms, all, experiment, decided);
    }

    private static List<List<String>> drawn(List<Arm> arms, int blocks, long seed) {
        List<List<String>> order = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            List<String> names = new ArrayList<>(arms.stream().map(Arm::name).toList());
            Collections.shuffle(names, new Random(seed * 31 + block));
            order.add(List.copyOf(names));
        }
        return order;
    }

    /// All forks in their order.
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (int block = 1; block <= order.size(); block++) {
            for (String name : order.get(block - 1)) {
                slots.add(new Slot(slots.size() + 1, block, arm(name)));
            }
        }
        return slots;
    }

    int forks() {
        return arms.size() * order.size();
    }

    private Arm arm(String name) {
        return arms.stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no arm '" + name + "'"));
    }

    /// The cell that JMH's results show for an arm. Arms that JMH could not tell apart, such as the baseline and
    /// its copy, or the same with other arguments of the JVM, have their name as one more parameter.
    CellId cell(Arm arm) {
        CellId cell = new CellId(arm.benchmark(), arm.parameters());
        boolean alone = arms.stream()
                .allMatch(other -> other.name().equals(arm.name())
                        || !cell.equals(new CellId(other.benchmark(), other.parameters())));
        if (alone) {
            return cell;
        }
        SortedMap<String, String> parameters = new TreeMap<>(cell.parameters());
        parameters.put(ARM, arm.name());
        return new CellId(arm.benchmark(), parameters);
    }

    /// The cells of all arms.
    List<CellId> cells() {
        return arms.stream().map(this::cell).toList();
    }
}
