package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.reports.statistics.simulation.NoiseModel;
import wirebench.reports.statistics.simulation.SimulatedSession;

class TwoSessionsTest {
    private static final int SESSIONS = 500;

    @ParameterizedTest
    @CsvSource({
        "HIGHER_IS_BETTER, 1.3, Better",
        "HIGHER_IS_BETTER, 0.7, Worse",
        "LOWER_IS_BETTER, 1.3, Worse",
        "LOWER_IS_BETTER, 0.7, Better"
    })
    void aRatioThatWentOneWayIsSaidToBeBetterOrWorse(Direction direction, double factor, String outcome) {
        var change = change(direction, session(1.5, 8, 1), session(1.5 * factor, 8, 3));
        assertThat(change.getClass().getSimpleName()).isEqualTo(outcome);
        var shift = change.figures().orElseThrow();
        assertThat(shift.before()).isCloseTo(1.5, within(0.02));
        assertThat(shift.ratio()).isCloseTo(factor, within(0.02));
        assertThat(shift.interval().contains(factor)).isTrue();
    }

    @Test
    void aMachineThatWasTwiceAsFastInOneOfTheSessionsChangesNothing() {
        var change = change(Direction.HIGHER_IS_BETTER, session(1.5, 12, 1), session(1.5, 12, 2));
        assertThat(change).isInstanceOf(Change.Same.class);
        assertThat(change.sentence()).startsWith("candidate, relative to baseline, did not change by more than ");
    }

    @Test
    void fiveBlocksInOneOfTheSessionsTellNothing() {
        var change = change(Direction.HIGHER_IS_BETTER, session(1.5, 8, 1), session(9, 5, 1));
        assertThat(change.sentence())
                .isEqualTo("candidate, relative to baseline, may have changed or not: there are fewer than 6 blocks of"
                        + " both arms (8 before, 5 after).");
        assertThat(change.figures()).isEmpty();
    }

    @Test
    void withoutACopyOfTheBaselineNoiseIsUnknown() {
        var after =
                session(1.5, 8, 1).stream().map(TwoSessionsTest::withoutCopy).toList();
        assertThat(change(Direction.HIGHER_IS_BETTER, session(1.5, 8, 1), after).sentence())
                .contains("noise is unknown");
    }

    @Test
    void aChangeThatTheCopyShowsAsWellIsNoise() {
        var before = session(1.5, 8, 1);
        var after = session(1.5 * 1.05, 8, 1).stream()
                .map(TwoSessionsTest::withCopyThatIsOff)
                .toList();
        var change = change(Direction.HIGHER_IS_BETTER, before, after);
        assertThat(change).isInstanceOf(Change.Unclear.class);
        assertThat(change.sentence()).contains("lies within the noise floor");
    }

    @Test
    void figuresThatNeverScatterAreNoTrouble() {
        var block = new Block(Map.of("baseline", 1.0, "copy", 1.0, "candidate", 2.0));
        var same = List.of(block, block, block, block, block, block);
        assertThat(change(Direction.HIGHER_IS_BETTER, same, same)).isInstanceOf(Change.Same.class);
    }

    /// Welch's difference of 0.25 with a standard error of √(0.25/5 + 0.0625/3), computed by hand.
    @Test
    void welchIsComputedAsPublished() {
        var welch = Welch.of(new double[] {0, 1, 0.5, 0, 1}, new double[] {1, 0.5, 0.75});
        assertThat(welch.difference()).isCloseTo(0.75 - 0.5, within(1e-12));
        assertThat(welch.standardError()).isCloseTo(Math.sqrt(0.25 / 5 + 0.0625 / 3), within(1e-12));
        var freedom = Math.pow(0.05 + 0.0625 / 3, 2) / (0.05 * 0.05 / 4 + Math.pow(0.0625 / 3, 2) / 2);
        assertThat(welch.t().getDegreesOfFreedom()).isCloseTo(freedom, within(1e-9));
        assertThat(welch.interval(0.05).contains(welch.difference())).isTrue();
        assertThat(welch.p()).isBetween(0.3, 0.5);
    }

    /// Whatever the machine does between and during the sessions, arms that did not change are seldom said to have.
    @ParameterizedTest
    @EnumSource
    void anArmThatDidNotChangeIsSeldomSaidToHave(NoiseModel noise) {
        var random = new SplittableRandom(11);
        var falselyChanged = 0;
        for (int i = 0; i < SESSIONS; i++) {
            var before = SimulatedSession.interleaved(noise, 10, 1.1, random).blocks();
            var after = SimulatedSession.interleaved(noise, 10, 1.1, random).blocks();
            var change = change(Direction.LOWER_IS_BETTER, before, after);
            falselyChanged += change instanceof Change.Better || change instanceof Change.Worse ? 1 : 0;
        }
        assertThat((double) falselyChanged / SESSIONS).isLessThan(0.05);
    }

    private static Change change(Direction direction, List<Block> before, List<Block> after) {
        var family = Family.againstBaseline("baseline", "copy", List.of("candidate"), direction);
        return new TwoSessions(family, before, after).changes().getFirst();
    }

    /// @param machine how fast it was
    private static List<Block> session(double ratio, int blocks, double machine) {
        return IntStream.range(0, blocks)
                .mapToObj(i -> {
                    var wobble = 1 + 0.002 * (i % 3 - 1);
                    var speed = machine * (100 + i);
                    return new Block(
                            Map.of("baseline", speed, "copy", speed / wobble, "candidate", speed * ratio * wobble));
                })
                .toList();
    }

    private static Block withoutCopy(Block block) {
        var scores = new HashMap<>(block.scores());
        scores.remove("copy");
        return new Block(scores);
    }

    private static Block withCopyThatIsOff(Block block) {
        var scores = new HashMap<>(block.scores());
        scores.merge("copy", 1.1, (copy, factor) -> copy * factor);
        return new Block(scores);
    }
}
