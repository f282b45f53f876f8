package wirebench.reports;

/// Units as a person writes them.
final class Units {
    private Units() {}

    static String shown(String unit) {
        return unit.equals("us") || unit.startsWith("us/") ? "µ" + unit.substring(1) : unit;
    }
}
