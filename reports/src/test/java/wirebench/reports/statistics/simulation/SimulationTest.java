package wirebench.reports.statistics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.DetectableEffect;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.TypicalValues;

/// The statistics on made-up sessions whose truth is known. The seed makes every run the same run.
///
/// Bands are widened by three standard errors of the simulation itself, √(p(1−p)/sessions).
class SimulationTest {
    private static final int SESSIONS = 500;
    private static final int DRAWS = 100;
    private static final long SEED = 20_261_123;
    private static final double WIDER = Math.sqrt(5);
    private static final double ERROR_AT_95 = 3 * Math.sqrt(0.95 * 0.05 / SESSIONS);

    @ParameterizedTest
    @CsvSource({
        "LOGNORMAL, 6",
        "LOGNORMAL, 8",
        "LOGNORMAL, 10",
        "DRIFT, 6",
        "DRIFT, 8",
        "DRIFT, 10",
        "STEAL, 6",
        "STEAL, 8",
        "STEAL, 10",
        "TWO_MODES, 6",
        "TWO_MODES, 8",
        "TWO_MODES, 10",
        "EVERYTHING, 6",
        "EVERYTHING, 8",
        "EVERYTHING, 10"
    })
    void theSignFlipIntervalCoversTheTruthAndVerdictsAreSeldomFalse(NoiseModel noise, int blocks) {
        var rates = ErrorRates.of(noise, blocks, SESSIONS, DRAWS, SEED);
        assertThat(rates.share(rates.coveredBySignFlips)).isBetween(0.93 - ERROR_AT_95, 0.97 + ERROR_AT_95);
        assertThat(rates.share(rates.falseBySignFlips)).isLessThan(0.05 + ERROR_AT_95);
        assertThat(rates.share(rates.falseVerdicts)).isLessThan(0.05);
        assertThat(rates.share(rates.wrongVerdicts)).isLessThan(0.05);
    }

    /// Subsets are sampled there, which costs time: fewer sessions.
    @ParameterizedTest
    @EnumSource
    void twentyBlocksKeepTheSameBands(NoiseModel noise) {
        var rates = ErrorRates.of(noise, 20, SESSIONS / 5, DRAWS, SEED);
        assertThat(rates.share(rates.coveredBySignFlips))
                .isBetween(0.93 - WIDER * ERROR_AT_95, 0.97 + WIDER * ERROR_AT_95);
        assertThat(rates.share(rates.falseVerdicts)).isLessThan(0.05);
    }

    /// Why the schedule interleaves: one arm after the other, with iterations counted as independent, finds
    /// differences between identical arms in most sessions when the machine drifts.
    @Test
    void oneArmAfterTheOtherFindsDifferencesThatAreNone() {
        var rates = ErrorRates.of(NoiseModel.DRIFT, 10, SESSIONS, DRAWS, SEED);
        assertThat(rates.share(rates.falseBySequentialPooling)).isGreaterThan(0.5);
    }

    /// Why the bootstrap does not decide.
    @Test
    void theBootstrapOfSixBlocksIsTooNarrow() {
        var rates = ErrorRates.of(NoiseModel.LOGNORMAL, 6, SESSIONS, 1_000, SEED);
        assertThat(rates.share(rates.coveredByBootstrap)).isLessThan(0.93);
    }

    @Test
    void tenBlocksOnAQuietMachineFindTenPercent() {
        var rates = ErrorRates.of(NoiseModel.LOGNORMAL, 10, SESSIONS, DRAWS, SEED);
        assertThat(rates.share(rates.foundByVerdict)).isGreaterThan(0.8);
    }

    @Test
    void moreBlocksFindMore() {
        var few = ErrorRates.of(NoiseModel.DRIFT, 6, SESSIONS / 5, DRAWS, SEED);
        var many = ErrorRates.of(NoiseModel.DRIFT, 10, SESSIONS / 5, DRAWS, SEED);
        assertThat(many.foundByVerdict).isGreaterThan(few.foundByVerdict + SESSIONS / 50);
    }

    /// What is called detectable is found in 80 % of the sessions, if the scatter is what it was taken to be.
    @ParameterizedTest
    @ValueSource(ints = {6, 8, 10, 13})
    void theDetectableEffectIsFoundInFourOfFiveSessions(int blocks) {
        var effect = DetectableEffect.log(1 / Math.sqrt(blocks), blocks, Family.LEVEL, 0);
        var random = new SplittableRandom(SEED);
        var found = 0;
        for (int i = 0; i < SESSIONS; i++) {
            var values = random.doubles(blocks)
                    .map(ignored -> effect + random.nextGaussian())
                    .toArray();
            found += TypicalValues.of(values, 1).p(0) <= Family.LEVEL ? 1 : 0;
        }
        assertThat((double) found / SESSIONS).isBetween(0.75, 0.88);
    }

    /// Five copies of the baseline, none of which may be told apart from it: Holm keeps the whole family at 5 %.
    @Test
    void aFamilyOfFiveEqualCandidatesSeldomHasAFalseVerdict() {
        var candidates = List.of("a", "b", "c", "d", "e");
        var family = Family.againstBaseline("baseline", "copy", candidates, Direction.LOWER_IS_BETTER);
        var random = new SplittableRandom(SEED);
        var sessionsWithP = 0;
        for (int i = 0; i < SESSIONS; i++) {
            var verdicts = family.judge(equalArms(candidates, random), 1);
            sessionsWithP += verdicts.stream()
                            .anyMatch(verdict -> verdict.figures().orElseThrow().isSeparated())
                    ? 1
                    : 0;
        }
        assertThat((double) sessionsWithP / SESSIONS).isLessThan(0.05 + ERROR_AT_95);
    }

    private static List<Block> equalArms(List<String> candidates, SplittableRandom random) {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < 10; i++) {
            Map<String, Double> scores = new HashMap<>();
            for (String candidate : candidates) {
                scores.put(candidate, Math.exp(0.05 * random.nextGaussian()));
            }
            scores.put("baseline", Math.exp(0.05 * random.nextGaussian()));
            scores.put("copy", Math.exp(0.05 * random.nextGaussian()));
            blocks.add(new Block(scores));
        }
        return blocks;
    }

    @Test
    void theSameSeedGivesTheSameRates() {
        var once = ErrorRates.of(NoiseModel.STEAL, 6, 50, 20, 3);
        var again = ErrorRates.of(NoiseModel.STEAL, 6, 50, 20, 3);
        assertThat(once.coveredBySignFlips).isEqualTo(again.coveredBySignFlips);
        assertThat(once.coveredByBootstrap).isEqualTo(again.coveredByBootstrap);
    }
}
