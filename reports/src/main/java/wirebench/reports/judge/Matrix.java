package wirebench.reports.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Question;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.Factorial;

/// The arms of an experiment as a full crossing of parameters: every combination of their values is an arm.
///
/// @param factors the parameters that differ between arms, two or more; the baseline has the first level of
///     each
/// @param levels of each arm, in the order of the factors
record Matrix(List<Factorial.Factor> factors, Map<String, List<String>> levels) {
    /// Nothing when the arms are no such matrix: only one parameter differs, a combination is missing, or
    /// something else differs as well.
    static Optional<Matrix> of(Plan plan, Question question) {
        var arms = plan.arms().stream()
                .filter(arm -> !arm.name().equals(Question.COPY))
                .toList();
        var baseline = arms.stream()
                .filter(arm -> arm.name().equals(question.baseline()))
                .findFirst();
        if (baseline.isEmpty() || !differOnlyInParameters(arms)) {
            return Optional.empty();
        }
        var factors = factors(arms, baseline.get());
        var levels = new LinkedHashMap<String, List<String>>();
        arms.forEach(arm -> levels.put(
                arm.name(),
                factors.stream()
                        .map(factor -> arm.parameters().getOrDefault(factor.name(), ""))
                        .toList()));
        var combinations =
                factors.stream().mapToLong(factor -> factor.levels().size()).reduce(1, Math::multiplyExact);
        var isFull = combinations == arms.size() && new HashSet<>(levels.values()).size() == arms.size();
        return factors.size() >= 2 && isFull ? Optional.of(new Matrix(factors, levels)) : Optional.empty();
    }

    private static boolean differOnlyInParameters(List<Arm> arms) {
        return arms.stream()
                        .map(arm -> List.of(arm.benchmark(), arm.jvmArguments()))
                        .distinct()
                        .count()
                == 1;
    }

    private static List<Factorial.Factor> factors(List<Arm> arms, Arm baseline) {
        var names = new TreeSet<String>();
        arms.forEach(arm -> names.addAll(arm.parameters().keySet()));
        var factors = new ArrayList<Factorial.Factor>();
        for (String name : names) {
            var levels = new LinkedHashSet<String>();
            levels.add(baseline.parameters().getOrDefault(name, ""));
            arms.forEach(arm -> levels.add(arm.parameters().getOrDefault(name, "")));
            if (levels.size() > 1) {
                factors.add(new Factorial.Factor(name, List.copyOf(levels)));
            }
        }
        return factors;
    }

    List<Factorial.Effect> effects(List<Block> blocks, long seed) {
        var byLevels = blocks.stream().map(this::byLevels).toList();
        return new Factorial(factors, byLevels).effects(seed);
    }

    private Map<List<String>, Double> byLevels(Block block) {
        var scores = new LinkedHashMap<List<String>, Double>();
        levels.forEach((arm, combination) -> {
            var score = block.scores().get(arm);
            if (score != null) {
                scores.put(combination, score);
            }
        });
        return scores;
    }
}
