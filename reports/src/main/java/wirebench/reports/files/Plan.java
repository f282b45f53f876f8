package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.statistics.Verdict;

/// All that was decided before the first fork began, as it stands in `plan.json`. Immutable.
///
/// A block runs every arm once, each in a JVM of its own and in an order drawn anew, so that what drifts while the run
/// goes on (heat, neighbours, the time of day) spreads over all arms instead of falling upon one.
///
/// @param schema of this file
/// @param origin which run it is, and with what it began
/// @param name of the experiment or suite, such as `12-waiting`
/// @param seed from which the order was drawn
/// @param size how often and how long each arm is measured
/// @param reruns how often a fork is run again that failed or was disturbed
/// @param command what runs the same in the same order again
/// @param arms what is measured, the copy of the baseline included
/// @param order the names of the arms of each block, in the order they are to run
/// @param question what it is run for; a suite asks nothing
/// @param precision what says how many blocks there are; empty if that was said beforehand
public record Plan(
        int schema,
        Origin origin,
        String name,
        long seed,
        Size size,
        int reruns,
        String command,
        List<Arm> arms,
        List<List<String>> order,
        Optional<Question> question,
        Optional<Precision> precision) {
    /// The second: it has the origin, and the question without the arms.
    public static final int SCHEMA = 2;

    static final String NAME = "plan.json";

    private static final String CURE =
            "it is written before the first fork; run again with ./wirebench bench, or with mvn verify -Pbench";

    /// Keeps copies of the lists.
    public Plan {
        arms = List.copyOf(arms);
        order = order.stream().map(List::copyOf).toList();
    }

    /// The plan in the folder of a run.
    ///
    /// @throws ReportException if it is missing, broken or of another schema
    public static Plan read(Path run) throws ReportException {
        return ResultFile.read(run.resolve(NAME), Plan.class, SCHEMA, CURE);
    }

    /// Writes it into the folder of a run.
    public void write(Path run) throws IOException {
        ResultFile.write(run.resolve(NAME), this);
    }

    /// The same run again: another one with the same plan.
    public Plan from(Origin other) {
        return new Plan(schema, other, name, seed, size, reruns, command, arms, order, question, precision);
    }

    /// Whether another run sets out to do the same in the same order.
    public boolean isSameAs(Plan other) {
        return from(other.origin).equals(other);
    }

    /// The arms that are judged, in their order, each with the arm that it is divided by.
    public List<Verdict.Pair> pairs(Question asked) {
        return arms.stream()
                .map(Arm::name)
                .filter(name -> !name.equals(Question.COPY))
                .flatMap(name -> asked.comparedWith(name).map(other -> new Verdict.Pair(name, other)).stream())
                .toList();
    }

    /// All forks in their order.
    public List<Slot> slots() {
        var slots = new ArrayList<Slot>();
        for (int block = 1; block <= order.size(); block++) {
            for (String arm : order.get(block - 1)) {
                slots.add(new Slot(slots.size() + 1, block, arm));
            }
        }
        return slots;
    }

    /// How many forks it has.
    public int forks() {
        return order.stream().mapToInt(List::size).sum();
    }

    /// The arm of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Arm arm(String arm) {
        return arms.stream()
                .filter(each -> each.name().equals(arm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no arm '" + arm + "'"));
    }

    /// The cell that JMH's results show for an arm. Arms that JMH could not tell apart, such as the baseline and its
    /// copy, or the same with other arguments of the JVM, have their name as one more parameter.
    public CellId cell(Arm arm) {
        var cell = arm.cell();
        var alone = arms.stream()
                .noneMatch(other -> !other.name().equals(arm.name())
                        && other.benchmark().equals(arm.benchmark())
                        && other.parameters().equals(arm.parameters()));
        return alone ? cell : cell.with("arm", arm.name());
    }

    /// The cells of all arms.
    public List<CellId> cells() {
        return arms.stream().map(this::cell).toList();
    }
}
