package wirebench.reports.files;

import java.util.Map;
import java.util.Optional;

/// What one run measured for one cell.
///
/// @param id what was measured
/// @param mode JMH's mode, such as `thrpt` (higher is better) or `avgt` (lower is better)
/// @param score the primary metric
/// @param secondary metrics of profilers, by JMH's name for them
/// @param latency the histograms of all its forks merged, where any were written
public record Cell(
        CellId id, String mode, JmhMetric score, Map<String, JmhMetric> secondary, Optional<Latency> latency) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    public Cell {
        secondary = Map.copyOf(secondary);
    }

    /// Octets allocated on the heap for each operation, counted over all threads of the measured JVM.
    public Optional<JmhMetric> allocation() {
        return secondary(ALLOCATION);
    }

    /// The metric of a profiler, by JMH's name for it.
    public Optional<JmhMetric> secondary(String name) {
        return Optional.ofNullable(secondary.get(name));
    }

    /// Whether more is better: whether JMH's mode is throughput.
    public boolean countsOperationsInTime() {
        return mode.equals("thrpt");
    }
}
