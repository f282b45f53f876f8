package wirebench.load;

import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/// A percentile is only told when enough samples lie beyond it.
public final class Percentile {
    private static final int SAMPLES_BEYOND = 10;

    private Percentile() {}

    /// Reads a percentile from a histogram.
    ///
    /// @param nanos the histogram
    /// @param percentile from 0 to 100
    /// @return the value, or empty if fewer than 10 samples lie beyond
    public static OptionalDouble nanos(Histogram nanos, double percentile) {
        // Rounded, because (100 - 99.9) / 100 is not quite a thousandth in floating point.
        double share = Math.rint((100 - percentile) * 1e7) / 1e9;
        return nanos.getTotalCount() * share < SAMPLES_BEYOND
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) nanos.getValueAtPercentile(percentile));
    }
}
