package wirebench.reports.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A sum of logarithms of arms whose weights add up to zero: one main effect or one interaction.
///
/// @param levels the levels in question, by the name of their factor
/// @param weights by the levels of the arm
record Contrast(Map<String, String> levels, Map<List<String>, Double> weights) {
    /// Of every combination of levels that are not references, those of few factors first.
    static List<Contrast> all(List<Factorial.Factor> factors) {
        var contrasts = List.of(new Contrast(Map.of(), Map.of(List.of(), 1.0)));
        for (Factorial.Factor factor : factors) {
            contrasts = contrasts.stream()
                    .flatMap(contrast -> contrast.times(factor).stream())
                    .toList();
        }
        return contrasts.stream()
                .filter(contrast -> !contrast.levels.isEmpty())
                .sorted(Comparator.comparingInt(contrast -> contrast.levels.size()))
                .toList();
    }

    /// With one factor more: either averaged over its levels, or one of its levels against its reference.
    private List<Contrast> times(Factorial.Factor factor) {
        var contrasts = new ArrayList<Contrast>();
        var share = 1.0 / factor.levels().size();
        var even = new LinkedHashMap<String, Double>();
        factor.levels().forEach(level -> even.put(level, share));
        contrasts.add(new Contrast(levels, weights(even)));
        var reference = factor.levels().getFirst();
        for (String level : factor.levels().subList(1, factor.levels().size())) {
            var named = new LinkedHashMap<>(levels);
            named.put(factor.name(), level);
            contrasts.add(new Contrast(named, weights(Map.of(level, 1.0, reference, -1.0))));
        }
        return contrasts;
    }

    private Map<List<String>, Double> weights(Map<String, Double> byLevel) {
        var product = new LinkedHashMap<List<String>, Double>();
        weights.forEach((arm, weight) -> byLevel.forEach((level, factor) -> {
            var longer = new ArrayList<>(arm);
            longer.add(level);
            product.put(List.copyOf(longer), weight * factor);
        }));
        return product;
    }

    /// Its value in one block, or nothing when an arm that it needs is missing.
    OptionalDouble log(Map<List<String>, Double> scores) {
        var sum = 0.0;
        for (Map.Entry<List<String>, Double> arm : weights.entrySet()) {
            var score = scores.get(arm.getKey());
            if (score == null) {
                return OptionalDouble.empty();
            }
            sum += arm.getValue() * Math.log(score);
        }
        return OptionalDouble.of(sum);
    }
}
