package wirebench.reports.statistics;

import java.util.List;

/// The iterations of the two forks of one block.
///
/// @param candidate the figure of each of its iterations, at least one, all positive
/// @param baseline the same of the fork it is divided by; the numbers need not be the same
public record PairedForks(List<Double> candidate, List<Double> baseline) {
    /// @throws IllegalArgumentException if a fork has no iteration or one that is not positive and finite
    public PairedForks {
        candidate = List.copyOf(candidate);
        baseline = List.copyOf(baseline);
        requirePositive(candidate);
        requirePositive(baseline);
    }

    private static void requirePositive(List<Double> iterations) {
        if (iterations.isEmpty() || !iterations.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("iterations " + iterations + " have no logarithm of a mean");
        }
    }
}
