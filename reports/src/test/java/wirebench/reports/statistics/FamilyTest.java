package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyTest {
    /// The copy's ratios: they scatter by 1 % around 1, so the noise floor is 1 to 2 %.
    private static final double[] COPY = {1.01, 0.99, 1.005, 0.995, 1.01, 0.99, 1.0, 1.0};

    private static final double[] BASELINE = {100, 140, 90, 300, 110, 105, 95, 120};

    @ParameterizedTest
    @CsvSource({"1,6", "2,7", "3,7", "4,8", "6,8", "7,9", "12,9", "13,10", "25,10"})
    void moreComparisonsNeedMoreBlocksBeforeAnyDifferenceCanBeFound(int comparisons, int blocks) {
        assertThat(Family.fewestBlocks(comparisons)).isEqualTo(blocks);
    }

    @Test
    void aThroughputThatIsAlwaysHigherIsFaster() {
        assertThat(verdict(Direction.HIGHER_IS_BETTER, ratios(1.2, 8))).isInstanceOf(Verdict.Faster.class);
    }

    @Test
    void aTimeThatIsAlwaysHigherIsSlower() {
        assertThat(verdict(Direction.LOWER_IS_BETTER, ratios(1.2, 8))).isInstanceOf(Verdict.Slower.class);
    }

    @Test
    void aThroughputThatIsAlwaysLowerIsSlower() {
        assertThat(verdict(Direction.HIGHER_IS_BETTER, ratios(0.8, 8))).isInstanceOf(Verdict.Slower.class);
    }

    @Test
    void aTimeThatIsAlwaysLowerIsFaster() {
        assertThat(verdict(Direction.LOWER_IS_BETTER, ratios(0.8, 8))).isInstanceOf(Verdict.Faster.class);
    }

    @ParameterizedTest
    @EnumSource
    void ratiosWithinTheMarginAreEquivalentInBothDirections(Direction direction) {
        var verdict = verdict(direction, ratios(1.001, 8));
        assertThat(verdict).isInstanceOf(Verdict.Equivalent.class);
        assertThat(verdict.sentence()).startsWith("candidate and baseline are equivalent within ±2.0 %: 1.001 times");
    }

    @Test
    void fiveBlocksGiveNoVerdictHoweverLargeTheEffect() {
        var verdict = verdict(Direction.HIGHER_IS_BETTER, ratios(9, 5));
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.sentence())
                .isEqualTo("candidate against baseline is inconclusive: fewer than 6 blocks (5).");
    }

    @Test
    void sixBlocksAreEnoughForOneComparison() {
        assertThat(verdict(Direction.HIGHER_IS_BETTER, ratios(1.3, 6))).isInstanceOf(Verdict.Faster.class);
    }

    @Test
    void anEffectBelowTheNoiseFloorIsWithheldHoweverCertain() {
        var blocks = blocks(new double[] {1.3, 0.9, 1.2, 0.8, 1.25, 0.95, 1.1, 1.0}, ratios(1.1, 8));
        var verdict = family(Direction.HIGHER_IS_BETTER).judge(blocks, 1).getFirst();
        assertThat(verdict.figures())
                .hasValueSatisfying(evidence -> assertThat(evidence.p()).isLessThan(0.05));
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.sentence()).contains("lies within the noise floor");
    }

    @Test
    void aWideIntervalIsInconclusiveAndSaysWhatWouldHaveBeenFound() {
        var verdict = verdict(Direction.HIGHER_IS_BETTER, 1.3, 0.8, 1.2, 0.9, 1.1, 0.7, 1.4, 1.0);
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.sentence())
                .contains("neither a difference nor equivalence")
                .contains("in 4 of 5 sessions");
    }

    @Test
    void mostBlocksWithoutTheCandidateAreInvalid() {
        var blocks = new ArrayList<>(blocks(COPY, ratios(1.2, 8)));
        IntStream.range(0, 5).forEach(i -> blocks.set(i, without("candidate", blocks.get(i))));
        var verdict = family(Direction.HIGHER_IS_BETTER).judge(blocks, 1).getFirst();
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        assertThat(verdict.sentence()).endsWith("invalid: only 3 of 8 blocks have valid forks of both.");
    }

    @Test
    void aBlockWithoutOneArmIsLeftOutOfItsPairOnly() {
        var blocks = new ArrayList<>(blocks(COPY, ratios(1.2, 8)));
        blocks.set(0, without("candidate", blocks.getFirst()));
        var evidence = family(Direction.HIGHER_IS_BETTER)
                .judge(blocks, 1)
                .getFirst()
                .figures()
                .orElseThrow();
        assertThat(evidence.blocks()).isEqualTo(7);
        assertThat(evidence.floor().blocks()).isEqualTo(8);
    }

    @Test
    void withoutACopyThereIsNoVerdict() {
        var blocks = blocks(COPY, ratios(1.2, 8)).stream()
                .map(block -> without("copy", block))
                .toList();
        var verdict = family(Direction.HIGHER_IS_BETTER).judge(blocks, 1).getFirst();
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.sentence()).contains("noise is unknown");
    }

    /// p = 2/64 alone, but 4/64 as one of two.
    @Test
    void whatSixBlocksShowOfOneCandidateTheyDoNotShowOfTwo() {
        var blocks = blocks(COPY, ratios(1.2, 6)).stream()
                .map(block -> with("other", 130, block))
                .toList();
        var family =
                Family.againstBaseline("baseline", "copy", List.of("candidate", "other"), Direction.HIGHER_IS_BETTER);
        var verdicts = family.judge(blocks, 1);
        assertThat(verdicts).extracting(verdict -> verdict.pair().candidate()).containsExactly("candidate", "other");
        assertThat(verdicts.getFirst()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdicts.getFirst().sentence()).contains("so few blocks cannot show any effect");
    }

    @Test
    void whatSlowsAWholeBlockDownCancelsOut() {
        var evidence =
                verdict(Direction.HIGHER_IS_BETTER, ratios(1.2, 8)).figures().orElseThrow();
        assertThat(evidence.ratio()).isCloseTo(1.2, within(0.01));
        assertThat(evidence.interval().low()).isGreaterThan(1.18);
    }

    @Test
    void aDifferenceIsSaidWithItsFigures() {
        assertThat(verdict(Direction.HIGHER_IS_BETTER, ratios(1.2, 8)).sentence())
                .matches("candidate is faster than baseline: 1\\.200 times its figure \\(95 % interval "
                        + "1\\.\\d{3} to 1\\.\\d{3}, 8 blocks, p = 0\\.00781 after adjustment\\), beyond the noise "
                        + "floor of \\d\\.\\d %\\.");
    }

    @Test
    void anArmMayBeComparedWithAnotherThanTheBaselineOnWhichTheNoiseIsMeasured() {
        var pairs = List.of(new Verdict.Pair("candidate", "baseline"), new Verdict.Pair("other", "candidate"));
        var family = new Family("baseline", "copy", pairs, Direction.HIGHER_IS_BETTER);
        var blocks = IntStream.range(0, 8)
                .mapToObj(i -> new Block(Map.of(
                        "baseline", 100.0 + i, "copy", 100.5 + i % 2, "candidate", 200.0 + i, "other", 100.0 + i % 3)))
                .toList();
        assertThat(family.judge(blocks, 1))
                .satisfiesExactly(
                        verdict -> assertThat(verdict.sentence()).startsWith("candidate is faster than baseline"),
                        verdict -> assertThat(verdict.sentence()).startsWith("other is slower than candidate"));
    }

    @Test
    void anArmIsNotComparedWithItself() {
        assertThatThrownBy(() -> Family.againstBaseline("a", "a", List.of(), Direction.HIGHER_IS_BETTER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Family.againstBaseline("a", "b", List.of("a"), Direction.HIGHER_IS_BETTER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFigureOfZeroIsNotAFigure() {
        assertThatThrownBy(() -> new Block(Map.of("a", 0.0))).hasMessageContaining("a scored 0.0");
    }

    private static Verdict verdict(Direction direction, double... ratios) {
        return family(direction).judge(blocks(COPY, ratios), 1).getFirst();
    }

    private static Family family(Direction direction) {
        return Family.againstBaseline("baseline", "copy", List.of("candidate"), direction);
    }

    private static List<Block> blocks(double[] copy, double[] candidate) {
        return IntStream.range(0, candidate.length)
                .mapToObj(i -> new Block(Map.of(
                        "baseline", BASELINE[i],
                        "copy", BASELINE[i] * copy[i],
                        "candidate", BASELINE[i] * candidate[i])))
                .toList();
    }

    /// So many ratios around a centre, none of them the same.
    private static double[] ratios(double centre, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> centre * (1 + 0.001 * (i - (count - 1) / 2.0)))
                .toArray();
    }

    private static Block without(String arm, Block block) {
        var scores = new HashMap<>(block.scores());
        scores.remove(arm);
        return new Block(scores);
    }

    private static Block with(String arm, double score, Block block) {
        var scores = new HashMap<>(block.scores());
        scores.put(arm, score);
        return new Block(scores);
    }
}
