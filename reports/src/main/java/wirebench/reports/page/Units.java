package wirebench.reports.page;

/// Units as a person writes them.
public final class Units {
    private Units() {}

    /// `p99`, `p99.9`.
    public static String percentile(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    /// `1 block`, `3 blocks`.
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// The unit as a person writes it: `µs` for `us`.
    public static String shown(String unit) {
        return unit.equals("us") || unit.startsWith("us/") ? "µ" + unit.substring(1) : unit;
    }
}
