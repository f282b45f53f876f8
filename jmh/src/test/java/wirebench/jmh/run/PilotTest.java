package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.folder.RunFailure;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Precision;
import wirebench.reports.statistics.BlockPlan;

class PilotTest {
    private static final Experiment EXPERIMENT = FakeForks.EXPERIMENT;
    private static final int ARMS = 3;
    private static final int PILOT = Pilot.blocks(1);

    @TempDir
    private Path path;

    private int forks;

    @Test
    void theArmWhoseRatiosScatterMostDecides() throws Exception {
        BlockRun run = run(pilot(0.02));
        Precision.Decision decision = decision(run.afterPilot());
        assertThat(decision.arm()).isEqualTo("two");
        assertThat(decision.scatter()).isCloseTo(scatterOfTwo(), within(1e-6));
        assertThat(decision.needed())
                .isEqualTo(BlockPlan.blocksFor(scatterOfTwo(), 0.02))
                .isGreaterThan(PILOT);
        assertThat(decision.blocks()).isEqualTo(decision.needed());
        assertThat(decision.expected()).isLessThanOrEqualTo(0.02);
    }

    @Test
    void thePlanThatGoesOnBeginsWithThePilot() throws Exception {
        Plan pilot = pilot(0.02);
        Plan longer = run(pilot).afterPilot().orElseThrow();
        int blocks = longer.order().size();
        assertThat(longer.order().subList(0, PILOT)).isEqualTo(pilot.order());
        assertThat(longer.order())
                .as("the order that a plan with so many blocks would have had")
                .isEqualTo(FakeForks.plan(blocks, 7, Optional.empty()).order());
        assertThat(longer.size().blocks()).isEqualTo(blocks);
        assertThat(longer.seed()).isEqualTo(7);
        assertThat(Plans.afterPilot(longer, List.of())).as("a second decision").isEmpty();
    }

    @Test
    void aBudgetBoundsTheBlocksAndThePrecisionThatIsExpected() throws Exception {
        Plan longer = run(pilot(0.02, 9)).afterPilot().orElseThrow();
        assertThat(longer.order()).hasSize(9);
        Precision precision = longer.precision().orElseThrow();
        assertThat(precision.decision().orElseThrow().expected()).isGreaterThan(0.02);
        assertThat(Pilot.inWords(longer, precision)).contains("but the budget holds 9", "9 in all, expected precision");
    }

    @Test
    void aPilotThatIsPreciseEnoughIsAll() throws Exception {
        Plan longer = run(pilot(0.9)).afterPilot().orElseThrow();
        assertThat(longer.order()).hasSize(PILOT);
    }

    @Test
    void aPilotWithoutPairsDecidesNothing() throws Exception {
        BlockRun run = begin(pilot(0.02));
        run.run((arm, folder) -> {
            if (arm.name().equals(EXPERIMENT.question().baseline())) {
                folder.markInvalid("late");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(run.afterPilot()).isEmpty();
    }

    @Test
    void aPlanWithoutAPrecisionIsNoPilot() throws Exception {
        Plan plan = FakeForks.plan(6, 7, Optional.empty());
        assertThat(run(plan).afterPilot()).isEmpty();
    }

    @Test
    void theLongerPlanIsWrittenBeforeItsFirstForkAndARunThatWasEndedGoesOnWithIt() throws Exception {
        Plan longer = run(pilot(0.02, 8)).afterPilot().orElseThrow();
        BlockRun rest = BlockRun.extend(longer, results(), _ -> Optional.empty(), progress(), FakeWorld.INSTANCE);
        byte[] written = Files.readAllBytes(path.resolve("plan.json"));
        assertThat(Plan.read(path)).isEqualTo(longer);

        List<String> order = new ArrayList<>();
        try {
            rest.run((arm, folder) -> {
                if (order.size() == 2) {
                    throw new RunFailure("ended");
                }
                order.add(arm.name());
                return fork(arm.name());
            });
        } catch (RunFailure e) {
            assertThat(e).hasMessage("ended");
        }
        BlockRun.resume(results(), _ -> Optional.empty(), progress(), FakeWorld.INSTANCE)
                .run((arm, folder) -> {
                    order.add(arm.name());
                    return fork(arm.name());
                });
        assertThat(order)
                .hasSize(2 * ARMS)
                .isEqualTo(longer.order().subList(6, 8).stream()
                        .flatMap(List::stream)
                        .toList());
        assertThat(Files.readAllBytes(path.resolve("plan.json"))).isEqualTo(written);
    }

    @Test
    void aRunThatEndedRightAfterItsPilotDecidesWhenItGoesOn() throws Exception {
        Plan decided = run(pilot(0.02, 8)).afterPilot().orElseThrow();
        BlockRun again = BlockRun.resume(results(), _ -> Optional.empty(), progress(), FakeWorld.INSTANCE);
        again.run((arm, folder) -> {
            throw new RunFailure("nothing is left to run");
        });
        assertThat(again.afterPilot()).hasValue(decided);
    }

    private static double scatterOfTwo() {
        List<Double> logarithms = new ArrayList<>();
        for (int block = 0; block < PILOT; block++) {
            logarithms.add(Math.log(block % 2 == 0 ? 1.05 : 0.95));
        }
        return new PairedRatios(logarithms).scatter();
    }

    private Plan pilot(double wanted) {
        return FakeForks.plan(PILOT, 7, Optional.of(Precision.of(wanted, OptionalInt.empty())));
    }

    private Plan pilot(double wanted, int most) {
        return FakeForks.plan(PILOT, 7, Optional.of(Precision.of(wanted, OptionalInt.of(most))));
    }

    private BlockRun run(Plan plan) throws Exception {
        BlockRun run = begin(plan);
        run.run((arm, folder) -> fork(arm.name()));
        return run;
    }

    private BlockRun begin(Plan plan) throws Exception {
        return BlockRun.begin(plan, results(), _ -> Optional.empty(), progress(), FakeWorld.INSTANCE);
    }

    /// `two` is faster or slower than the baseline by a twentieth in turns, the others are as fast.
    private MeasuredFork fork(String arm) {
        int block = forks++ / ARMS;
        double score = !arm.equals("two") ? 10_000 : block % 2 == 0 ? 10_500 : 9_500;
        return FakeForks.fork(arm, 0, List.of(score, score), List.of());
    }

    private static Precision.Decision decision(Optional<Plan> plan) {
        return plan.orElseThrow().precision().orElseThrow().decision().orElseThrow();
    }

    private RunFolder results() {
        return new RunFolder(path);
    }

    private static Progress progress() {
        return new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, 9);
    }
}
