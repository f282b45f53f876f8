package wirebench.reports.statistics;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/// A figure with what is known of its error, from one value for each fork.
///
/// @param value the mean over the forks, or for ratios the geometric mean; not a number when a fork measured
///     nothing
/// @param spread the interval around it, or why there is none
/// @param forks the values it was made of, by the block in which each fork ran
public record Estimate(double value, Spread spread, SortedMap<Integer, Double> forks) {
    private static final double CONFIDENCE = 0.95;

    /// Student's interval of two values is 9 times as wide as they are apart, and tells nothing.
    private static final int FEWEST_FORKS = 3;

    /// The 95 % interval of an estimate, or the reason why it has none.
    public sealed interface Spread {
        /// From `low` to `high`, in the unit of the estimate.
        record Interval(double low, double high) implements Spread {
            /// Whether a value lies within.
            public boolean contains(double value) {
                return low <= value && value <= high;
            }
        }

        /// The forks do not support an interval, for this reason.
        record None(String reason) implements Spread {}
    }

    public Estimate {
        forks = Collections.unmodifiableSortedMap(new TreeMap<>(forks));
    }

    /// The mean with its Student-t interval over the forks: mean ± t(n-1) s / √n, and no less than 0, since it is of
    /// amounts.
    public static Estimate ofMean(SortedMap<Integer, Double> forks) {
        var mean = student(forks);
        return new Estimate(mean.value(), map(mean.spread(), bound -> Math.max(bound, 0)), forks);
    }

    /// The ratio of two cells, block by block, so that what slowed both down in a block cancels out. exp(mean d ±
    /// t(n-1) s / √n) over the logarithms d of the ratios. A block that one of them lacks is left out.
    ///
    /// Cells without a block in common cannot be paired: their ratio is that of the means, without an interval.
    ///
    /// @param above the figures of one cell by block
    /// @param below those that they are divided by
    public static Estimate ofRatio(SortedMap<Integer, Double> above, SortedMap<Integer, Double> below) {
        var ratios = new TreeMap<Integer, Double>();
        above.forEach((block, figure) -> {
            var other = below.get(block);
            if (other != null) {
                ratios.put(block, figure / other);
            }
        });
        if (ratios.isEmpty()) {
            var ratio = ofMean(above).value() / ofMean(below).value();
            return new Estimate(ratio, new Spread.None("no block in common"), ratios);
        }
        var logs = student(logarithms(ratios));
        return new Estimate(Math.exp(logs.value()), map(logs.spread(), Math::exp), ratios);
    }

    private static SortedMap<Integer, Double> logarithms(SortedMap<Integer, Double> figures) {
        var logs = new TreeMap<Integer, Double>();
        figures.forEach((block, figure) -> logs.put(block, Math.log(figure)));
        return logs;
    }

    /// Whether there is a figure at all.
    public boolean isNumber() {
        return Double.isFinite(value);
    }

    /// A bound of the interval where there is one, the value itself where there is none.
    public double low() {
        return spread instanceof Spread.Interval interval ? interval.low() : value;
    }

    /// The other bound; see [#low()].
    public double high() {
        return spread instanceof Spread.Interval interval ? interval.high() : value;
    }

    private static Estimate student(SortedMap<Integer, Double> forks) {
        var values = array(forks.values());
        var mean = Mean.of(values).getAsDouble();
        if (!Double.isFinite(mean)) {
            return new Estimate(Double.NaN, new Spread.None("a fork without a number"), forks);
        }
        if (values.length < FEWEST_FORKS) {
            return new Estimate(
                    mean, new Spread.None(values.length + (values.length == 1 ? " fork" : " forks")), forks);
        }
        var half = halfWidth(values);
        return new Estimate(mean, new Spread.Interval(mean - half, mean + half), forks);
    }

    private static Spread map(Spread spread, DoubleUnaryOperator change) {
        return switch (spread) {
            case Spread.Interval(double low, double high) ->
                new Spread.Interval(change.applyAsDouble(low), change.applyAsDouble(high));
            case Spread.None none -> none;
        };
    }

    private static double halfWidth(double[] values) {
        var n = values.length;
        var t = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        return t * StandardDeviation.of(values).getAsDouble() / Math.sqrt(n);
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
