package wirebench.reports.statistics;

import java.time.Duration;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/// How much of the scatter of one arm arises between forks, and how much between the iterations of a fork (Kalibera
/// and Jones, "Rigorous Benchmarking in Reasonable Time", ISMM 2013). Of logarithms, so both are relative.
///
/// @param betweenIterations the variance of iterations around their fork: T₁² = S₁²
/// @param betweenForks the variance of forks that iterations do not explain: T₂² = S₂² − S₁²/r₁; 0 when it comes out
///     negative, which means that forks add nothing
public record VarianceComponents(double betweenIterations, double betweenForks) {
    /// From a pilot.
    ///
    /// @param forks two or more, each with the same number of positive iterations, two or more
    /// @throws IllegalArgumentException if there are fewer, or their numbers differ
    public static VarianceComponents of(List<List<Double>> forks) {
        var iterations = forks.isEmpty() ? 0 : forks.getFirst().size();
        if (forks.size() < 2 || iterations < 2 || forks.stream().anyMatch(fork -> fork.size() != iterations)) {
            throw new IllegalArgumentException(
                    "a pilot needs 2 forks of 2 iterations or more, the same number in each");
        }
        var logs = forks.stream().map(VarianceComponents::logs).toList();
        var inside = logs.stream()
                .mapToDouble(fork -> Variance.of(fork).getAsDouble())
                .average()
                .orElseThrow();
        var ofMeans = Variance.of(logs.stream()
                        .mapToDouble(fork -> Mean.of(fork).getAsDouble())
                        .toArray())
                .getAsDouble();
        return new VarianceComponents(inside, Math.max(0, ofMeans - inside / iterations));
    }

    private static double[] logs(List<Double> fork) {
        return fork.stream().mapToDouble(Math::log).toArray();
    }

    /// The variance of the score of a fork with this number of iterations.
    public double ofScore(int iterations) {
        return betweenForks + betweenIterations / iterations;
    }

    /// The number of iterations that spends a given time best: ⌈√((c₂/c₁)(T₁²/T₂²))⌉.
    ///
    /// @param perFork c₂, what a fork costs besides its measured iterations: the start of the JVM and warming up
    /// @param perIteration c₁
    /// @param most the answer where forks add no scatter, so that one long fork would be best
    public int bestIterations(Duration perFork, Duration perIteration, int most) {
        var costs = (double) perFork.toNanos() / perIteration.toNanos();
        var best = Math.ceil(Math.sqrt(costs * betweenIterations / betweenForks));
        return best < most ? (int) Math.max(1, best) : most;
    }
}
