package wirebench.reports.statistics;

/// From `low` to `high`, both included. Its bounds are ratios unless said otherwise.
///
/// @param low the lower bound
/// @param high the upper bound, not below `low`
public record Interval(double low, double high) {
    /// @throws IllegalArgumentException if a bound is not a number or the bounds are swapped
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    /// Whether a value lies inside.
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /// From logarithms to ratios.
    public Interval exp() {
        return new Interval(Math.exp(low), Math.exp(high));
    }

    /// The largest distance from zero.
    double reach() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
