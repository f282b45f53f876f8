package wirebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.SyntheticBundle;
import wirebench.reports.files.SyntheticExperiments;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.Verdict;

/// What is said of experiments whose truth is known, because it was made up.
class JudgementTest {
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path folder;

    @Test
    void armsOfAllKindsAreToldApart() throws Exception {
        var judgement = judge(SyntheticExperiments.throughput(10));
        assertThat(judgement.verdicts())
                .extracting(Judgement::word)
                .containsExactly("faster", "equivalent", "slower", "inconclusive");
        assertThat(judgement.headline())
                .startsWith("Against blocking, nio (1.2")
                .endsWith("is slower; virtual (within ±2.0 %) is equivalent; restless is inconclusive.");
    }

    @Test
    void lessTimeIsFaster() throws Exception {
        var judgement =
                judge(arms(8).by("latency.p99", Direction.LOWER_IS_BETTER).arm("quick", NONE, 60, 0.01));
        assertThat(judgement.verdicts()).extracting(Judgement::word).containsExactly("faster");
    }

    @Test
    void differenceWithinTheNoiseFloorIsWithheld() throws Exception {
        var judgement = judge(new SyntheticBundle("noisy", 8)
                .arm("one", NONE, 100, 0.002)
                .arm("other", NONE, 103, 0.002)
                .copyScatters(0.1));
        assertThat(judgement.floor().orElseThrow().share()).isGreaterThan(0.03);
        assertThat(judgement.verdicts()).singleElement().isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judgement.verdicts().getFirst().sentence()).contains("lies within the noise floor");
    }

    @Test
    void equivalenceWithinAWideMarginNamesIt() throws Exception {
        assertThat(copyScattering(0.05).headline())
                .containsPattern("other \\(within ±[2-9]\\.[0-9] %\\) is equivalent");
    }

    /// That two arms are the same within 60 % is no finding.
    @Test
    void noNoiseIsLargeEnoughToCallAnythingEquivalentWithinMoreThanATenth() throws Exception {
        var noisy = copyScattering(0.3);
        assertThat(noisy.floor().orElseThrow().share()).isGreaterThan(0.1);
        assertThat(noisy.verdicts()).singleElement().isInstanceOf(Verdict.Inconclusive.class);
        assertThat(noisy.verdicts().getFirst().sentence()).contains("is too much to call anything equivalent");
    }

    private Judgement copyScattering(double spread) throws Exception {
        return judge(new SyntheticBundle("wide", 8)
                .arm("one", NONE, 100, 0.002)
                .arm("other", NONE, 100, 0.002)
                .copyScatters(spread));
    }

    @Test
    void fewerThanSixBlocksHaveNoVerdict() throws Exception {
        var judgement = judge(SyntheticExperiments.throughput(5));
        assertThat(judgement.supportsVerdicts()).isFalse();
        assertThat(judgement.headline())
                .startsWith("No verdict: 5 blocks ran, and 4 verdicts that are judged together need at least 8");
        assertThat(judgement.outcomes())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Inconclusive.class))
                .anySatisfy(outcome -> assertThat(outcome.sentence()).contains("fewer than 6 blocks (5)"));
    }

    @Test
    void armWithoutHalfOfItsForksIsInvalid() throws Exception {
        var judgement = judge(SyntheticExperiments.sweep(8));
        assertThat(judgement.verdicts())
                .filteredOn(verdict -> verdict.pair().candidate().equals("virtual-30000"))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.sentence())
                        .isEqualTo(
                                "virtual-30000 against blocking-30000 is invalid: only 2 of 8 blocks have valid forks of"
                                        + " both."));
    }

    @Test
    void anArmMayBeComparedWithAnotherThanTheBaselineWhichIsThenNotJudged() throws Exception {
        var judgement = judge(SyntheticExperiments.sweep(8));
        assertThat(judgement.verdicts())
                .extracting(verdict -> judgement.question().label(verdict.pair()))
                .containsExactly(
                        "virtual-2000",
                        "virtual-5000 / blocking-5000",
                        "virtual-10000 / blocking-10000",
                        "virtual-20000 / blocking-20000",
                        "virtual-30000 / blocking-30000");
        assertThat(judgement.headline())
                .startsWith("Against blocking-2000, virtual-2000 is ")
                .contains(" Against blocking-20000, virtual-20000 (0.70 times its figure) is faster.")
                .endsWith(" Against blocking-30000, virtual-30000 is invalid.");
    }

    @Test
    void metricThatHasNoRatiosIsRefusedInWords() throws Exception {
        var judgement = judge(arms(8).arm("free", NONE, 0, 0.01).predict("It costs nothing", "free", "one", null, 0.5));
        assertThat(judgement.headline()).startsWith("No verdict. A fork of free has a figure of 0.0 for score");
        assertThat(judgement.verdicts()).extracting(Judgement::word).containsExactly("invalid");
        assertThat(judgement.outcomes()).extracting(Outcome::word).containsExactly("invalid");
    }

    @Test
    void predictionsHoldAreContradictedOrStayOpen() throws Exception {
        var judgement = judge(arms(10).arm("half", NONE, 50, 0.01)
                .predict("within", "half", "one", 0.45, 0.55)
                .predict("below", "half", "one", null, 0.6)
                .predict("above what it is", "half", "one", 0.6, null)
                .predict("below what it is", "half", "one", null, 0.4)
                .predict("at the bound", "half", "one", 0.5, 0.9)
                .predict("the other way", "one", "half", 1.8, 2.2));
        assertThat(judgement.outcomes())
                .extracting(Outcome::word)
                .containsExactly("holds", "holds", "contradicted", "contradicted", "inconclusive", "holds");
        assertThat(judgement.outcomes().get(2).sentence())
                .startsWith("“above what it is” is contradicted: half / one is 0.5")
                .endsWith(" after adjustment), where at least 0.600 was predicted.");
        assertThat(judgement.outcomes().get(4).sentence()).contains("lies on both sides of a bound (0.500 to 0.900)");
    }

    @Test
    void predictionThatWouldHoldAloneMayNotAmongMany() throws Exception {
        var alone = arms(6).arm("half", NONE, 50, 0.01).predict("half", "half", "one", 0.4, 0.6);
        assertThat(judge(alone).outcomes()).extracting(Outcome::word).containsExactly("holds");
        var two = arms(6).arm("half", NONE, 50, 0.01)
                .predict("half", "half", "one", 0.4, 0.6)
                .predict("and again", "half", "one", 0.4, 0.6);
        assertThat(judge(two).outcomes())
                .allSatisfy(outcome -> assertThat(outcome.sentence())
                        .contains("would decide it alone, but not as one of 2 predictions"));
    }

    @Test
    void predictionNearerToItsBoundThanNoiseSaysSo() throws Exception {
        var judgement = judge(new SyntheticBundle("near", 10)
                .arm("one", NONE, 100, 0.02)
                .arm("half", NONE, 50, 0.001)
                .predict("more than 0.49", "half", "one", 0.493, null));
        assertThat(judgement.outcomes().getFirst().sentence()).contains("nearer to the bound than the noise floor");
    }

    @Test
    void fullMatrixIsSplitIntoItsFactors() throws Exception {
        var judgement = judge(matrix());
        assertThat(judgement.factors())
                .extracting(factor -> factor.name() + factor.levels())
                .containsExactly("buffers[heap, direct]", "client[nio, virtual]");
        assertThat(judgement.effects()).hasSize(3);
        var client = judgement.effects().getFirst();
        assertThat(client.levels()).isEqualTo(Map.of("client", "virtual"));
        assertThat(client.ratio()).isCloseTo(0.8, within(0.02));
        var interaction = judgement.effects().get(2);
        assertThat(interaction.levels()).hasSize(2);
        assertThat(interaction.ratio()).isCloseTo(1, within(0.03));
    }

    @Test
    void matrixWithAHoleIsNoMatrix() throws Exception {
        var judgement = judge(new SyntheticBundle("hole", 8)
                .arm("a", Map.of("client", "nio", "buffers", "heap"), 100, 0.01)
                .arm("b", Map.of("client", "nio", "buffers", "direct"), 110, 0.01)
                .arm("c", Map.of("client", "virtual", "buffers", "heap"), 80, 0.01));
        assertThat(judgement.effects()).isEmpty();
    }

    @Test
    void oneParameterIsNoMatrix() throws Exception {
        assertThat(judge(SyntheticExperiments.throughput(8)).factors()).isEmpty();
    }

    @Test
    void runThatWasKilledIsJudgedByTheBlocksItHas() throws Exception {
        var whole = Bundle.read(
                SyntheticExperiments.throughput(10).recordingLittle().write(folder));
        var begun = whole.forks().stream().filter(fork -> fork.block() <= 8).toList();
        var killed = new Bundle(whole.folder(), whole.plan(), begun, List.of(), List.of(), whole.run());
        assertThat(Judgement.of(killed).blocks()).isEqualTo(8);
        assertThat(Judgement.of(killed).supportsVerdicts()).isTrue();
    }

    @Test
    void tooFewBlocksForSoManyArmsAreSaidSo() throws Exception {
        var blind = judge(SyntheticExperiments.throughput(7));
        assertThat(blind.supportsVerdicts()).isFalse();
        assertThat(blind.headline())
                .startsWith("No verdict: 7 blocks ran, and 4 verdicts that are judged together need at least 8");
        assertThat(judge(SyntheticExperiments.throughput(8)).supportsVerdicts()).isTrue();
    }

    @Test
    void fileForProgramsHasASchemaAndEveryVerdict() throws Exception {
        var bundle = Bundle.read(SyntheticExperiments.throughput(8).write(folder));
        var file = VerdictFile.of(bundle, Judgement.of(bundle), List.of("a caution"));
        assertThat(file)
                .contains("\"schema\" : 1", "\"verdict\" : \"faster\"", "\"outcome\" : \"contradicted\"", "\"share\"")
                .contains("the fork ended with exit value 137")
                .doesNotContain("NaN", "Infinity", "null");
        assertThat(VerdictFile.of(bundle, Judgement.of(bundle), List.of("a caution")))
                .isEqualTo(file);
    }

    private static SyntheticBundle arms(int blocks) {
        return new SyntheticBundle("made", blocks).arm("one", NONE, 100, 0.01);
    }

    private static SyntheticBundle matrix() {
        return new SyntheticBundle("matrix", 8)
                .arm("a", Map.of("client", "nio", "buffers", "heap"), 100, 0.01)
                .arm("b", Map.of("client", "nio", "buffers", "direct"), 110, 0.01)
                .arm("c", Map.of("client", "virtual", "buffers", "heap"), 80, 0.01)
                .arm("d", Map.of("client", "virtual", "buffers", "direct"), 88, 0.01);
    }

    private int written;

    private Judgement judge(SyntheticBundle made) throws Exception {
        return Judgement.of(Bundle.read(made.recordingLittle().write(folder.resolve("run-" + written++))));
    }
}
