package wirebench.cli;

import java.util.Locale;

/// Figures with their units, in as many digits as a person reads.
final class Units {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double KILO = 1e3;

    private Units() {}

    /// A latency, in the unit that suits it.
    static String time(double nanos) {
        if (nanos < MILLI) {
            return digits(nanos / MICRO) + " µs";
        }
        return nanos < SECOND ? digits(nanos / MILLI) + " ms" : digits(nanos / SECOND) + " s";
    }

    /// A duration in seconds.
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
    }

    /// Octets, in the unit that suits them.
    static String octets(double octets) {
        if (octets < KILO) {
            return digits(octets) + " B";
        }
        if (octets < KILO * KILO) {
            return digits(octets / KILO) + " kB";
        }
        return octets < KILO * KILO * KILO
                ? digits(octets / (KILO * KILO)) + " MB"
                : digits(octets / (KILO * KILO * KILO)) + " GB";
    }

    /// A count.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Three digits, unless there are more before the point.
    static String digits(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
