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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.folder.RunFailure;
import wirebench.reports.statistics.BlockPlan;

class PrecisionTest {
    private static final Experiment EXPERIMENT = FakeForks.EXPERIMENT;
    private static final int ARMS = 3;

    @TempDir
    private Path path;

    private int forks;

    @Test
    void theArmWhoseRatiosScatterMostDecides() throws Exception {
        BlockRun run = run(pilot(0.02, null));
        Precision.Decision decision = decision(run.afterPilot());
        assertThat(decision.arm()).isEqualTo("two");
        assertThat(decision.scatter()).isCloseTo(scatterOfTwo(), within(1e-6));
        assertThat(decision.needed())
                .isEqualTo(BlockPlan.blocksFor(scatterOfTwo(), 0.02))
                .isGreaterThan(Precision.PILOT);
        assertThat(decision.blocks()).isEqualTo(decision.needed());
        assertThat(decision.expected()).isLessThanOrEqualTo(0.02);
    }

    @Test
    void thePlanThatGoesOnBeginsWithThePilot() throws Exception {
        RunPlan pilot = pilot(0.02, null);
        RunPlan longer = run(pilot).afterPilot().orElseThrow();
        int blocks = longer.order().size();
        assertThat(longer.order().subList(0, Precision.PILOT)).isEqualTo(pilot.order());
        assertThat(longer.order())
                .as("the order that a plan with so many blocks would have had")
                .isEqualTo(RunPlan.of(EXPERIMENT, EXPERIMENT.size().withBlocks(blocks), 7, "again")
                        .order());
        assertThat(longer.size().blocks()).isEqualTo(blocks);
        assertThat(longer.seed()).isEqualTo(7);
        assertThat(longer.afterPilot(List.of())).as("a second decision").isEmpty();
    }

    @Test
    void aBudgetBoundsTheBlocksAndThePrecisionThatIsExpected() throws Exception {
        RunPlan longer = run(pilot(0.02, 9)).afterPilot().orElseThrow();
        assertThat(longer.order()).hasSize(9);
        Precision precision = Objects.requireNonNull(longer.precision());
        assertThat(Objects.requireNonNull(precision.decision()).expected()).isGreaterThan(0.02);
        assertThat(precision.inWords()).contains("but the budget holds 9", "9 in all, expected precision");
    }

    @Test
    void aPilotThatIsPreciseEnoughIsAll() throws Exception {
        RunPlan longer = run(pilot(0.9, null)).afterPilot().orElseThrow();
        assertThat(longer.order()).hasSize(Precision.PILOT);
    }

    @Test
    void aPilotWithoutPairsDecidesNothing() throws Exception {
        BlockRun run = begin(pilot(0.02, null));
        run.run((arm, folder) -> {
            if (arm.name().equals(EXPERIMENT.baseline())) {
                folder.markInvalid("late");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(run.afterPilot()).isEmpty();
    }

    @Test
    void aPlanWithoutAPrecisionIsNoPilot() throws Exception {
        RunPlan plan = RunPlan.of(EXPERIMENT, EXPERIMENT.size().withBlocks(6), 7, "again");
        assertThat(run(plan).afterPilot()).isEmpty();
    }

    @Test
    void theLongerPlanIsWrittenBeforeItsFirstForkAndARunThatWasEndedGoesOnWithIt() throws Exception {
        RunPlan longer = run(pilot(0.02, 8)).afterPilot().orElseThrow();
        BlockRun rest = BlockRun.extend(longer, results(), _ -> Optional.empty(), progress());
        byte[] written = Files.readAllBytes(path.resolve("plan.json"));
        assertThat(BlockRun.planOf(results())).isEqualTo(longer);

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
        RunPlan read = BlockRun.planOf(results());
        BlockRun.resume(read, results(), _ -> Optional.empty(), progress()).run((arm, folder) -> {
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
        RunPlan decided = run(pilot(0.02, 8)).afterPilot().orElseThrow();
        BlockRun again = BlockRun.resume(BlockRun.planOf(results()), results(), _ -> Optional.empty(), progress());
        again.run((arm, folder) -> {
            throw new RunFailure("nothing is left to run");
        });
        assertThat(again.afterPilot()).hasValue(decided);
    }

    private static double scatterOfTwo() {
        List<Double> logarithms = new ArrayList<>();
        for (int block = 0; block < Precision.PILOT; block++) {
            logarithms.add(Math.log(block % 2 == 0 ? 1.05 : 0.95));
        }
        return new PairedRatios(logarithms).scatter();
    }

    private RunPlan pilot(double wanted, @Nullable Integer most) {
        Precision precision = Precision.of(wanted, most);
        return RunPlan.of(EXPERIMENT, EXPERIMENT.size().withBlocks(Precision.PILOT), 7, "again", precision);
    }

    private BlockRun run(RunPlan plan) throws Exception {
        BlockRun run = begin(plan);
        run.run((arm, folder) -> fork(arm.name()));
        return run;
    }

    private BlockRun begin(RunPlan plan) throws Exception {
        return BlockRun.begin(plan, results(), _ -> Optional.empty(), progress());
    }

    /// `two` is faster or slower than the baseline by a twentieth in turns, the others are as fast.
    private MeasuredFork fork(String arm) {
        int block = forks++ / ARMS;
        double score = !arm.equals("two") ? 10_000 : block % 2 == 0 ? 10_500 : 9_500;
        return FakeForks.fork(arm, 0, List.of(score, score), List.of());
    }

    private static Precision.Decision decision(Optional<RunPlan> plan) {
        return Objects.requireNonNull(
                Objects.requireNonNull(plan.orElseThrow().precision()).decision());
    }

    private RunFolder results() {
        return new RunFolder(path);
    }

    private static Progress progress() {
        return new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, 9);
    }
}
