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
        return nanos.getTotalCount() * shareBeyond(percentile) < SAMPLES_BEYOND
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) nanos.getValueAtPercentile(percentile));
    }

    /// How many samples there have to be for a percentile to be told.
    public static long samplesNeeded(double percentile) {
        double share = shareBeyond(percentile);
        return share == 0 ? 1 : (long) Math.ceil(SAMPLES_BEYOND / share);
    }

    /// Rounded, because (100 - 99.9) / 100 is not quite a thousandth in floating point.
    private static double shareBeyond(double percentile) {
        return Math.rint((100 - percentile) * 1e7) / 1e9;
    }
}
