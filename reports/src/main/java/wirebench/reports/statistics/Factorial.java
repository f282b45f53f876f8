package wirebench.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;

/// Splits a full matrix of arms, such as model × buffers × pool, into what each factor is worth.
///
/// The model is log-linear: the logarithm of a figure is the sum of the effects of its levels and of their
/// combinations. A *main effect* is the ratio of a level to its factor's reference, as geometric mean over all levels
/// of the other factors. An *interaction* is the ratio of two such ratios: 1 when the factors do not care about each
/// other. Each is a contrast of logarithms inside one block (Box, Hunter and Hunter, "Statistics for Experimenters",
/// 2005, chapter 5), so whatever slows the whole block down cancels out, and the blocks' contrasts are judged by
/// [TypicalValues] as if each were one ratio.
///
/// @param factors their first level is the reference
/// @param blocks the figure of each arm, by its levels in the order of the factors; invalid forks are left out
public record Factorial(List<Factor> factors, List<Map<List<String>, Double>> blocks) {
    /// A property of an arm that takes one of several levels.
    ///
    /// @param name such as `pool`
    /// @param levels two or more; the first is the reference
    public record Factor(String name, List<String> levels) {
        /// @throws IllegalArgumentException if there is nothing to compare
        public Factor {
            levels = List.copyOf(levels);
            if (levels.size() < 2) {
                throw new IllegalArgumentException(name + " has the levels " + levels);
            }
        }
    }

    /// The worth of a level, or of a combination of levels of several factors.
    ///
    /// @param levels by the name of their factor; one for a main effect, more for an interaction
    /// @param ratio to the reference, or of ratios for an interaction
    /// @param interval its 95 % interval by the sign-flip test, not adjusted
    /// @param blocks how many blocks had all arms that it needs
    /// @param p against a ratio of 1
    /// @param adjustedP after Holm's adjustment over all effects of the matrix
    public record Effect(
            Map<String, String> levels, double ratio, Interval interval, int blocks, double p, double adjustedP) {}

    /// Keeps copies of its lists.
    public Factorial {
        factors = List.copyOf(factors);
        blocks = blocks.stream().map(Map::copyOf).toList();
    }

    /// All main effects and interactions that 6 blocks or more have all arms for: first those of one factor, then
    /// those of two and so on.
    public List<Effect> effects(long seed) {
        var raw = Contrast.all(factors).stream()
                .flatMap(contrast -> effect(contrast, seed).stream())
                .toList();
        var adjusted = Holm.adjust(raw.stream().mapToDouble(Effect::p).toArray());
        var effects = new ArrayList<Effect>();
        for (int i = 0; i < adjusted.length; i++) {
            var effect = raw.get(i);
            effects.add(new Effect(
                    effect.levels(), effect.ratio(), effect.interval(), effect.blocks(), effect.p(), adjusted[i]));
        }
        return effects;
    }

    private Optional<Effect> effect(Contrast contrast, long seed) {
        var logs = blocks.stream()
                .flatMapToDouble(block -> contrast.log(block).stream())
                .toArray();
        if (logs.length < Family.FEWEST_BLOCKS) {
            return Optional.empty();
        }
        var typical = TypicalValues.of(logs, seed);
        var interval = typical.interval(Family.LEVEL).orElseThrow().exp();
        var p = typical.p(0);
        return Optional.of(
                new Effect(contrast.levels(), Math.exp(Mean.of(logs).getAsDouble()), interval, logs.length, p, p));
    }
}
