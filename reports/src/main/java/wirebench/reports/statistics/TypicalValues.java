package wirebench.reports.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The sign-flip test and the interval that belongs to it: this is what decides.
///
/// If values scatter symmetrically around a centre, each is as likely above as below it, so flipping the signs of
/// their distances changes nothing. Flipping the signs of a subset leaves the sum as large as before just when the
/// mean of that subset is not above the centre. The 2ⁿ−1 means of the subsets therefore cut the line into 2ⁿ pieces,
/// and the centre lies in each with the same probability (Hartigan, "Using subsample values as typical values",
/// JASA 64, 1969). Counting the means on one side of a value is Fisher's randomization test of it ("The Design of
/// Experiments", 1935, section 21), and the k-th mean from each end bounds an interval with a coverage of 1 − 2k/2ⁿ.
///
/// Symmetry is not a hope here: the order of the arms inside a block is drawn, so the logarithm of their ratio is as
/// likely to err upwards as downwards. Neither a normal distribution nor blocks that are alike nor undisturbed
/// neighbours are needed.
///
/// Up to 13 values all subsets are taken, beyond that 9,999 random ones. Immutable.
public final class TypicalValues {
    private static final int MOST_SUBSETS = 9_999;

    private final double[] sorted;

    private TypicalValues(double[] means) {
        Arrays.sort(means);
        this.sorted = means;
    }

    /// Of one value or more.
    ///
    /// @param seed for the choice of subsets, where there are too many for all of them
    public static TypicalValues of(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return new TypicalValues(
                subsets(values.length) < MOST_SUBSETS ? all(values) : some(values, new SplittableRandom(seed)));
    }

    /// The probability of values at least as far above `centre` if that were their centre.
    public double pAbove(double centre) {
        return (1.0 + countAtMost(centre)) / (1.0 + sorted.length);
    }

    /// The probability of values at least as far below `centre` if that were their centre.
    public double pBelow(double centre) {
        return (1.0 + sorted.length - countAtMost(Math.nextDown(centre))) / (1.0 + sorted.length);
    }

    /// The probability of values at least as far away from `centre`, on either side, if that were their centre.
    public double p(double centre) {
        return Math.min(1, 2 * Math.min(pAbove(centre), pBelow(centre)));
    }

    /// The centres that the test does not reject at `level`, or nothing when there are too few values to reject any.
    public Optional<Interval> interval(double level) {
        var k = rank(sorted.length, level);
        return k == 0 ? Optional.empty() : Optional.of(new Interval(sorted[k - 1], sorted[sorted.length - k]));
    }

    /// How often the test of `values` values at `level` rejects a true centre: less than `level`, because subsets can
    /// only be counted, and 0 when there are too few.
    public static double attainableLevel(int values, double level) {
        var subsets = (int) Math.min(subsets(values), MOST_SUBSETS);
        return 2.0 * rank(subsets, level) / (1.0 + subsets);
    }

    private static int rank(int subsets, double level) {
        return (int) Math.floor(level / 2 * (1.0 + subsets));
    }

    private static double subsets(int values) {
        return Math.scalb(1.0, values) - 1;
    }

    private int countAtMost(double value) {
        var low = 0;
        var high = sorted.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// A subset is a number whose bits choose; its sum is that of the subset without its lowest bit, and one value.
    private static double[] all(double[] values) {
        var sums = new double[1 << values.length];
        var means = new double[sums.length - 1];
        for (int subset = 1; subset < sums.length; subset++) {
            sums[subset] = sums[subset & (subset - 1)] + values[Integer.numberOfTrailingZeros(subset)];
            means[subset - 1] = sums[subset] / Integer.bitCount(subset);
        }
        return means;
    }

    private static double[] some(double[] values, RandomGenerator random) {
        var means = new double[MOST_SUBSETS];
        for (int i = 0; i < means.length; i++) {
            means[i] = meanOfSome(values, random);
        }
        return means;
    }

    private static double meanOfSome(double[] values, RandomGenerator random) {
        var sum = 0.0;
        var count = 0;
        var bits = 0L;
        for (int i = 0; i < values.length; i++, bits >>>= 1) {
            bits = i % Long.SIZE == 0 ? random.nextLong() : bits;
            if ((bits & 1) == 1) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? meanOfSome(values, random) : sum / count;
    }
}
