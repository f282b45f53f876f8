package wirebench.reports;

/// Units as a person writes them.
final class Units {
    private Units() {}

    /// `p99`, `p99.9`.
    static String percentile(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    /// `1 block`, `3 blocks`.
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String shown(String unit) {
        return unit.equals("us") || unit.startsWith("us/") ? "µ" + unit.substring(1) : unit;
    }
}
