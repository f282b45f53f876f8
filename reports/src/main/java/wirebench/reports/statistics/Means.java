package wirebench.reports.statistics;

import java.util.List;

/// Which mean fits which figures.
public final class Means {
    private Means() {}

    /// Of times, and of rates over the same time each.
    public static double arithmetic(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// Of rates over the same amount of work each: total work divided by total time. Rates over the same time each
    /// have the arithmetic mean instead.
    ///
    /// @param rates one or more, all positive
    public static double harmonic(List<Double> rates) {
        return 1 / arithmetic(rates.stream().map(rate -> 1 / rate).toList());
    }

    /// Of ratios: the mean of the inverses is then the inverse of the mean (Fleming and Wallace, CACM 29, 1986).
    ///
    /// @param ratios one or more, all positive
    public static double geometric(List<Double> ratios) {
        return Math.exp(arithmetic(ratios.stream().map(Math::log).toList()));
    }
}
