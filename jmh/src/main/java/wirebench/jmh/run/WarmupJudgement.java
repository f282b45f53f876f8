package wirebench.jmh.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.IterationResult;
import wirebench.jmh.profile.IterationCost;
import wirebench.reports.statistics.SteadyState;

/// Judges whether a fork had warmed up when it was measured.
final class WarmupJudgement {
    private WarmupJudgement() {}

    /// Judges a fork by the scores and the compilers of its iterations, warm-up included.
    static SteadyState of(MeasuredFork fork) {
        List<SteadyState.Iteration> iterations = fork.iterations().stream()
                .map(WarmupJudgement::iteration)
                .flatMap(Optional::stream)
                .toList();
        return iterations.size() < fork.iterations().size()
                ? new SteadyState.Unclear("the time of compilers was not recorded")
                : SteadyState.Criterion.USUAL.of(iterations);
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
}
