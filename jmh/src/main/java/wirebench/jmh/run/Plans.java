package wirebench.jmh.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.Suite;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Origin;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Precision;
import wirebench.reports.files.Size;

/// Draws plans. The order of a block depends on nothing but the seed and its number.
public final class Plans {
    /// How often a fork of an experiment is run again: a machine that disturbs three in a row is no place to
    /// measure.
    static final int RERUNS = 2;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int DRAWN_IDS = 1 << 24;

    private Plans() {}

    /// The id of a run that begins: its moment in UTC, and a number drawn for those of the same second.
    public static String newRun(Instant now) {
        return String.format(
                Locale.ROOT,
                "%s-%06x",
                MOMENT.format(now.atOffset(ZoneOffset.UTC)),
                RandomGenerator.getDefault().nextInt(DRAWN_IDS));
    }

    /// The plan of a suite, whose cells are its arms. What fails ends it, and what was disturbed is told by its
    /// report.
    public static Plan of(Suite suite, long seed, String command, Origin origin) {
        List<Arm> arms = suite.cells();
        return new Plan(
                Plan.SCHEMA,
                origin,
                suite.name(),
                seed,
                suite.size(),
                0,
                command,
                arms,
                drawn(arms, suite.size().blocks(), seed),
                Optional.empty(),
                Optional.empty());
    }

    /// The plan of an experiment, its baseline run once more included.
    ///
    /// @param experiment what is asked
    /// @param size with the blocks of the pilot, if there is a precision
    /// @param seed of the order
    /// @param command what runs the same again
    /// @param precision what says how many blocks there are, if that is not the size
    /// @param origin of the run
    public static Plan of(
            Experiment experiment, Size size, long seed, String command, Optional<Precision> precision, Origin origin) {
        List<Arm> arms = experiment.armsToRun();
        return new Plan(
                Plan.SCHEMA,
                origin,
                experiment.name(),
                seed,
                size,
                RERUNS,
                command,
                arms,
                drawn(arms, size.blocks(), seed),
                Optional.of(experiment.question()),
                precision);
    }

    /// The plan that goes on after the pilot which this one is: with the same blocks, and those that are needed
    /// beside them.
    ///
    /// @param pilot the plan
    /// @param forks of it that count
    /// @return empty if this is no pilot, or if it says nothing
    static Optional<Plan> afterPilot(Plan pilot, List<Fork> forks) {
        return Pilot.decided(pilot, forks).map(decided -> extended(pilot, decided));
    }

    private static Plan extended(Plan pilot, Precision decided) {
        int blocks = decided.decision().orElseThrow().blocks();
        return new Plan(
                pilot.schema(),
                pilot.origin(),
                pilot.name(),
                pilot.seed(),
                pilot.size().withBlocks(blocks),
                pilot.reruns(),
                pilot.command(),
                pilot.arms(),
                drawn(pilot.arms(), blocks, pilot.seed()),
                pilot.question(),
                Optional.of(decided));
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
}
