package wirebench.jmh;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import wirebench.reports.statistics.SteadyState;

/// Whether a fork had warmed up, as its `fork.json` says it.
///
/// @param reached whether it had; false as well if that is not known
/// @param known whether there were iterations enough to tell
/// @param fromIteration the first that was steady, counted from 1 with those that warm up; null if there is none
/// @param reason why it is not steady, or not known; null if it is steady
@JsonInclude(JsonInclude.Include.NON_NULL)
record Steadiness(
        boolean reached,
        boolean known,
        @Nullable Integer fromIteration,
        @Nullable String reason) {
    private static final SteadyState.Criterion USUAL = SteadyState.Criterion.USUAL;

    /// Judges a fork by its scores and the time of its compilers, warm-up included.
    static Steadiness of(MeasuredFork fork) {
        List<IterationResult> iterations = fork.iterations();
        int needed = Math.max(USUAL.window(), USUAL.quiet());
        if (iterations.size() < needed) {
            return unknown("too few iterations, " + iterations.size() + " where " + needed + " are needed");
        }
        List<Long> compiled = compiled(iterations);
        if (compiled.size() < iterations.size()) {
            return unknown("the time of compilers was not recorded");
        }
        List<Double> scores = iterations.stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
        return switch (USUAL.of(scores, compiled)) {
            case SteadyState.From(int iteration) -> new Steadiness(true, true, iteration + 1, null);
            case SteadyState.Never(String reason) -> new Steadiness(false, true, null, reason);
        };
    }

    private static Steadiness unknown(String why) {
        return new Steadiness(false, false, null, "unknown: " + why);
    }

    private static List<Long> compiled(List<IterationResult> iterations) {
        return iterations.stream()
                .filter(iteration -> iteration.getSecondaryResults().containsKey(IterationCost.JIT_TIME))
                .map(iteration -> {
                    Result<?> millis = iteration.getSecondaryResults().get(IterationCost.JIT_TIME);
                    return Math.round(millis.getScore());
                })
                .toList();
    }

    /// Whether it is known that the fork had not warmed up.
    boolean isNever() {
        return known && !reached;
    }
}
