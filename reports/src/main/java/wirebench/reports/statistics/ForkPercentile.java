package wirebench.reports.statistics;

import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/// One percentile of latency, from one histogram for each fork.
///
/// Percentiles are never averaged. To compare two arms, take this percentile of each fork as the figure of its block
/// and let a [Family] judge the ratios. To show one arm, take the percentile of all its forks merged, with
/// [#mergedInterval(List, double, int, long)].
///
/// @param percentile between 0 and 100, both excluded
public record ForkPercentile(double percentile) {
    /// So many samples must lie beyond a percentile before it is one.
    public static final int FEWEST_BEYOND = 10;

    /// @throws IllegalArgumentException if there is no such percentile
    public ForkPercentile {
        if (!(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("percentile " + percentile);
        }
    }

    /// The percentile in the unit of the histogram, or nothing when fewer than [#FEWEST_BEYOND] samples lie beyond
    /// it: p99 needs 1,000 samples, p99.9 needs 10,000.
    public OptionalDouble of(Histogram histogram) {
        return isSupported(histogram.getTotalCount())
                ? OptionalDouble.of((double) histogram.getValueAtPercentile(percentile))
                : OptionalDouble.empty();
    }

    /// The percentile of all forks together, under the same condition.
    public OptionalDouble ofMerged(List<Histogram> forks) {
        var merged = new Histogram(forks.getFirst());
        merged.setAutoResize(true);
        forks.forEach(merged::add);
        return of(merged);
    }

    /// The interval around [#ofMerged(List)]: forks are drawn with replacement and merged, `draws` times. Like every
    /// bootstrap of few forks it is too narrow; it is shown, and decides nothing.
    ///
    /// @param forks at least one, each with samples
    /// @param level how often it misses, as far as the forks represent all forks
    public Interval mergedInterval(List<Histogram> forks, double level, int draws, long seed) {
        return new MergedForks(forks).interval(percentile, level, draws, seed);
    }

    private boolean isSupported(long samples) {
        // Computed with what HdrHistogram counts as beyond, so that p99 of exactly 1,000 samples has its 10.
        return samples - Math.ceil(samples * percentile / 100 - 1e-6) >= FEWEST_BEYOND;
    }
}
