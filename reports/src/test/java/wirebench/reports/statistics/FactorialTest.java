package wirebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The matrix has known effects: nio 1.5, virtual 1.2, reused buffers 1.1, a pool 2.0, and nio with reused buffers
/// 1.3 on top.
class FactorialTest {
    private static final List<Factorial.Factor> FACTORS = List.of(
            new Factorial.Factor("model", List.of("blocking", "nio", "virtual")),
            new Factorial.Factor("buffers", List.of("fresh", "reused")),
            new Factorial.Factor("pool", List.of("none", "kept")));

    private static final Map<String, Double> WORTH = Map.of("nio", 1.5, "virtual", 1.2, "reused", 1.1, "kept", 2.0);

    @Test
    void aMainEffectIsAveragedOverTheOtherFactors() {
        assertThat(effect(Map.of("pool", "kept")).ratio()).isCloseTo(2.0, within(0.05));
        assertThat(effect(Map.of("model", "virtual")).ratio()).isCloseTo(1.2, within(0.05));
        // On top of its own 1.5, nio gains 1.3 at one of two levels of buffers: √1.3 on average.
        assertThat(effect(Map.of("model", "nio")).ratio()).isCloseTo(1.5 * Math.sqrt(1.3), within(0.05));
    }

    @Test
    void anInteractionIsARatioOfRatios() {
        assertThat(effect(Map.of("model", "nio", "buffers", "reused")).ratio()).isCloseTo(1.3, within(0.05));
        assertThat(effect(Map.of("model", "nio", "buffers", "reused")).adjustedP())
                .isLessThan(0.05);
    }

    @Test
    void factorsThatDoNotCareAboutEachOtherHaveNoInteraction() {
        var interaction = effect(Map.of("model", "virtual", "pool", "kept"));
        assertThat(interaction.interval().contains(1)).isTrue();
        assertThat(interaction.adjustedP()).isGreaterThan(0.05);
    }

    /// (3 − 1) + (2 − 1) + (2 − 1) main effects and 2·1 + 2·1 + 1·1 + 2·1·1 interactions.
    @Test
    void everyCombinationOfLevelsHasItsEffectAndMainEffectsComeFirst() {
        var effects = new Factorial(FACTORS, blocks(10)).effects(1);
        assertThat(effects).hasSize(11);
        assertThat(effects.subList(0, 4))
                .allSatisfy(effect -> assertThat(effect.levels()).hasSize(1));
    }

    @Test
    void theBlockIsTheUnit() {
        assertThat(effect(Map.of("pool", "kept")).blocks()).isEqualTo(10);
    }

    @Test
    void aMissingArmTakesItsBlockFromTheEffectsThatNeedIt() {
        var blocks = new ArrayList<>(blocks(10));
        var incomplete = new HashMap<>(blocks.getFirst());
        incomplete.remove(List.of("virtual", "fresh", "none"));
        blocks.set(0, incomplete);
        var effects = new Factorial(FACTORS, blocks).effects(1);
        assertThat(find(effects, Map.of("model", "virtual")).blocks()).isEqualTo(9);
        assertThat(find(effects, Map.of("model", "nio")).blocks()).isEqualTo(10);
        assertThat(find(effects, Map.of("pool", "kept")).blocks()).isEqualTo(9);
    }

    @Test
    void fiveBlocksAttributeNothing() {
        assertThat(new Factorial(FACTORS, blocks(5)).effects(1)).isEmpty();
    }

    @Test
    void aFactorWithOneLevelIsNone() {
        assertThatThrownBy(() -> new Factorial.Factor("pool", List.of("none")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Factorial.Effect effect(Map<String, String> levels) {
        return find(new Factorial(FACTORS, blocks(10)).effects(1), levels);
    }

    private static Factorial.Effect find(List<Factorial.Effect> effects, Map<String, String> levels) {
        return effects.stream()
                .filter(effect -> effect.levels().equals(levels))
                .findFirst()
                .orElseThrow();
    }

    /// Each block is slowed down as a whole by up to ten times, and each fork by 2 %.
    private static List<Map<List<String>, Double>> blocks(int count) {
        var random = new SplittableRandom(1);
        var blocks = new ArrayList<Map<List<String>, Double>>();
        for (int i = 0; i < count; i++) {
            blocks.add(block(Math.pow(10, random.nextDouble()), random));
        }
        return blocks;
    }

    private static Map<List<String>, Double> block(double machine, RandomGenerator random) {
        var scores = new HashMap<List<String>, Double>();
        for (String model : FACTORS.get(0).levels()) {
            for (String buffers : FACTORS.get(1).levels()) {
                for (String pool : FACTORS.get(2).levels()) {
                    var arm = List.of(model, buffers, pool);
                    scores.put(arm, machine * worth(arm) * Math.exp(0.02 * random.nextGaussian()));
                }
            }
        }
        return scores;
    }

    private static double worth(List<String> arm) {
        var together = arm.contains("nio") && arm.contains("reused") ? 1.3 : 1;
        return together
                * arm.stream()
                        .mapToDouble(level -> WORTH.getOrDefault(level, 1.0))
                        .reduce(1, (a, b) -> a * b);
    }
}
