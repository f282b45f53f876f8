package wirebench.reports.page;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import wirebench.reports.statistics.Estimate;

/// How all figures of one column are written: in thousands or millions where they are large, and with so many
/// decimals that the smallest of them keeps three digits.
///
/// @param divisor what a figure is divided by
/// @param prefix what that means in front of the unit: nothing, `k` or `M`
/// @param decimals digits after the point
public record Scale(double divisor, String prefix, int decimals) {
    /// What stands where there is no figure.
    public static final String NONE = "n/a";

    private static final int DIGITS = 3;
    private static final double EPSILON = 1e-9;

    /// For figures as they are.
    public static Scale plain(int decimals) {
        return new Scale(1, "", decimals);
    }

    /// The scale for a column of these estimates.
    public static Scale of(Collection<Estimate> estimates) {
        return of(estimates.stream().mapToDouble(Estimate::value));
    }

    /// The scale for a column of these figures.
    public static Scale of(DoubleStream figures) {
        var sizes = figures.filter(Double::isFinite).map(Math::abs).summaryStatistics();
        var largest = Math.max(sizes.getMax(), 0);
        var divisor = largest >= 1e6 ? 1e6 : largest >= 1e4 ? 1e3 : 1;
        var smallest = Math.max(Math.min(sizes.getMin(), largest) / divisor, EPSILON);
        var digitsBefore = (int) Math.floor(Math.log10(smallest)) + 1;
        return new Scale(divisor, prefix(divisor), Math.clamp(DIGITS - digitsBefore, 0, 2));
    }

    private static String prefix(double divisor) {
        return divisor == 1e6 ? "M" : divisor == 1e3 ? "k" : "";
    }

    /// The unit with its prefix: `k exchanges/s`.
    public String unit(String unit) {
        return prefix.isEmpty() ? unit : prefix + " " + unit;
    }

    /// A figure in the unit of this scale.
    public double scaled(double figure) {
        return figure / divisor;
    }

    /// The text of a figure, or [#NONE] if it is no number.
    public String figure(double figure) {
        if (!Double.isFinite(figure)) {
            return NONE;
        }
        var text = String.format(Locale.ROOT, "%,." + decimals + "f", scaled(figure));
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }

    /// The text of a figure, or [#NONE] if there is none.
    public String figure(OptionalDouble figure) {
        return figure.isPresent() ? figure(figure.getAsDouble()) : NONE;
    }

    /// The text of an estimate without its interval.
    public String value(Estimate estimate) {
        return figure(estimate.value());
    }

    /// The interval of an estimate, or why it has none.
    public String interval(Estimate estimate) {
        return switch (estimate.spread()) {
            case Estimate.Spread.Interval(double low, double high) -> figure(low) + " to " + figure(high);
            case Estimate.Spread.None(String reason) -> "no interval: " + reason;
        };
    }

    /// The value and, where there is one, its interval: `178.3 (171.2 to 185.4)`.
    public String both(Estimate estimate) {
        return estimate.spread() instanceof Estimate.Spread.Interval
                ? value(estimate) + " (" + interval(estimate) + ")"
                : value(estimate);
    }
}
