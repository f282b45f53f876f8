package wirebench.reports;

import java.util.Map;
import java.util.Optional;

/// What one run measured for one cell.
///
/// @param id what was measured
/// @param mode JMH's mode, such as `thrpt` (higher is better) or `avgt` (lower is better)
/// @param score the primary metric
/// @param secondary metrics of profilers, by JMH's name for them
/// @param latency the histograms of all its forks merged, where any were written
record Cell(CellId id, String mode, Metric score, Map<String, Metric> secondary, Optional<Latency> latency) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    Cell {
        secondary = Map.copyOf(secondary);
    }

    /// Octets allocated on the heap for each operation, counted over all threads of the measured JVM.
    Optional<Metric> allocation() {
        return secondary(ALLOCATION);
    }

    /// The metric of a profiler, by JMH's name for it.
    Optional<Metric> secondary(String name) {
        return Optional.ofNullable(secondary.get(name));
    }

    boolean countsOperationsInTime() {
        return mode.equals("thrpt");
    }
}
