package wirebench.reports.statistics;

/// Which way a metric gets better.
public enum Direction {
    /// Such as throughput.
    HIGHER_IS_BETTER,
    /// Such as time, octets or CPU for each operation.
    LOWER_IS_BETTER;

    /// Whether a candidate with this ratio to its baseline is the better of the two.
    boolean favours(double ratio) {
        return switch (this) {
            case HIGHER_IS_BETTER -> ratio > 1;
            case LOWER_IS_BETTER -> ratio < 1;
        };
    }
}
