package wirebench.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// Merges drawn forks without touching their histograms again: each fork's counts are summed up once over the
/// values that any fork has, and a draw only weighs these sums.
final class MergedForks {
    private final double[] values;
    private final long[][] cumulative;

    MergedForks(List<Histogram> forks) {
        var distinct = new TreeSet<Long>();
        forks.forEach(fork -> fork.recordedValues().forEach(step -> distinct.add(step.getValueIteratedTo())));
        this.values = distinct.stream().mapToDouble(Long::doubleValue).toArray();
        this.cumulative = forks.stream().map(this::cumulative).toArray(long[][]::new);
    }

    /// In one pass over the fork, for counting from zero up to every value again takes the square of their
    /// number.
    private long[] cumulative(Histogram fork) {
        var sums = new long[values.length];
        for (HistogramIterationValue step : fork.recordedValues()) {
            sums[Arrays.binarySearch(values, (double) step.getValueIteratedTo())] =
                    step.getCountAddedInThisIterationStep();
        }
        Arrays.parallelPrefix(sums, Long::sum);
        return sums;
    }

    Interval interval(double percentile, double level, int draws, long seed) {
        var random = new SplittableRandom(seed);
        var drawn = new double[draws];
        var weights = new int[cumulative.length];
        for (int i = 0; i < draws; i++) {
            Arrays.fill(weights, 0);
            for (int fork = 0; fork < weights.length; fork++) {
                weights[random.nextInt(weights.length)]++;
            }
            drawn[i] = percentile(percentile, weights);
        }
        return HierarchicalBootstrap.percentiles(drawn, level);
    }

    /// The smallest value that is not below the share of all samples.
    double percentile(double percentile, int[] weights) {
        var wanted = Math.max(1, Math.ceil(percentile / 100 * countUpTo(values.length - 1, weights) - 1e-6));
        var low = 0;
        var high = values.length - 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (countUpTo(middle, weights) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }

    private long countUpTo(int value, int[] weights) {
        var sum = 0L;
        for (int fork = 0; fork < weights.length; fork++) {
            sum += weights[fork] * cumulative[fork][value];
        }
        return sum;
    }
}
