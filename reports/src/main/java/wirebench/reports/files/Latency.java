package wirebench.reports.files;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/// How long the exchanges of one cell took, from the histograms of all its forks added together.
///
/// Histograms add up exactly; percentiles do not, so none is ever averaged. A percentile is only told when at least
/// ten samples lie beyond it: fewer would be the story of a few exchanges.
///
/// Not thread-safe while it is being filled by [#add(Histogram)]; afterwards it only answers.
public final class Latency {
    private static final int SAMPLES_BEYOND = 10;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int CURVE_STEPS_PER_DECADE = 20;

    private final Histogram merged = new Histogram(3);

    /// A point of the latency curve.
    ///
    /// @param oneIn 1/(1-p): one exchange in so many took longer
    /// @param micros the latency at that percentile
    public record Point(double oneIn, double micros) {}

    /// Adds the histogram of one fork.
    public void add(Histogram nanos) {
        merged.add(nanos);
    }

    /// How many exchanges were recorded.
    public long samples() {
        return merged.getTotalCount();
    }

    /// The microseconds that so many percent of the exchanges did not exceed, or nothing when fewer than ten
    /// samples lie beyond.
    public OptionalDouble micros(double percentile) {
        return oneIn(percentile) * SAMPLES_BEYOND > samples()
                ? OptionalDouble.empty()
                : OptionalDouble.of(merged.getValueAtPercentile(percentile) / NANOS_PER_MICRO);
    }

    /// The slowest exchange in microseconds. One exchange: it says what can happen, not how often.
    public double maxMicros() {
        return merged.getMaxValue() / NANOS_PER_MICRO;
    }

    /// The curve from the median's side to the last percentile that has ten samples beyond it.
    public List<Point> curve() {
        var points = new ArrayList<Point>();
        for (int step = 0; ; step++) {
            var oneIn = Math.pow(10, (double) step / CURVE_STEPS_PER_DECADE);
            if (oneIn * SAMPLES_BEYOND > samples()) {
                return points;
            }
            var percentile = 100 * (1 - 1 / oneIn);
            points.add(new Point(oneIn, merged.getValueAtPercentile(percentile) / NANOS_PER_MICRO));
        }
    }

    /// Rounded, because 1/(1-0.999) is not quite a thousand in floating point.
    private static double oneIn(double percentile) {
        return Math.rint(1e6 * 100 / (100 - percentile)) / 1e6;
    }
}
