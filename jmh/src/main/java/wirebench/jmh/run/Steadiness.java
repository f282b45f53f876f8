package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import wirebench.jmh.profile.IterationCost;
import wirebench.reports.statistics.SteadyState;

/// Whether a fork had warmed up, as its `fork.json` says it.
///
/// @param reached whether it had; false as well if that is not known
/// @param known whether it could be told
/// @param fromIteration the first that was steady, counted from 1 with those that warm up; null if there is none
/// @param reason why it is not steady, or not known; null if it is steady
@JsonInclude(JsonInclude.Include.NON_NULL)
record Steadiness(
        boolean reached,
        boolean known,
        @Nullable Integer fromIteration,
        @Nullable String reason) {
    /// Judges a fork by the scores and the compilers of its iterations, warm-up included.
    static Steadiness of(MeasuredFork fork) {
        List<SteadyState.Iteration> iterations = fork.iterations().stream()
                .map(Steadiness::iteration)
                .flatMap(Optional::stream)
                .toList();
        SteadyState state = iterations.size() < fork.iterations().size()
                ? new SteadyState.Unclear("the time of compilers was not recorded")
                : SteadyState.Criterion.USUAL.of(iterations);
        return switch (state) {
            case SteadyState.From(int iteration) -> new Steadiness(true, true, iteration + 1, null);
            case SteadyState.Never(String reason) -> new Steadiness(false, true, null, reason);
            case SteadyState.Unclear(String reason) -> new Steadiness(false, false, null, reason);
        };
    }

    private static Optional<SteadyState.Iteration> iteration(IterationResult result) {
        double score = result.getPrimaryResult().getScore();
        OptionalDouble compiling = compiling(result);
        return compiling.isPresent()
                ? Optional.of(new SteadyState.Iteration(score, compiling.getAsDouble()))
                : Optional.empty();
    }

    /// The compilers' share of the process's processor time, or where that is not measured, of the iteration's
    /// length. The latter is too much if they have to wait for a processor.
    private static OptionalDouble compiling(IterationResult result) {
        OptionalDouble jit = metric(result, IterationCost.JIT);
        if (jit.isPresent()) {
            double all = metric(result, IterationCost.USER).orElseThrow()
                    + metric(result, IterationCost.SYSTEM).orElseThrow();
            return OptionalDouble.of(jit.getAsDouble() / all);
        }
        OptionalDouble millis = metric(result, IterationCost.JIT_TIME);
        long length = result.getParams().getTime().convertTo(TimeUnit.MILLISECONDS);
        return millis.isPresent() ? OptionalDouble.of(millis.getAsDouble() / length) : millis;
    }

    private static OptionalDouble metric(IterationResult result, String name) {
        return result.getSecondaryResults().containsKey(name)
                ? OptionalDouble.of(result.getSecondaryResults().get(name).getScore())
                : OptionalDouble.empty();
    }

    /// Whether it is known that the fork had not warmed up.
    boolean isNever() {
        return known && !reached;
    }
}
