package wirebench.reports.files;

import java.util.Map;
import java.util.Optional;

/// The measurements of one run for one cell.
///
/// @param id what was measured
/// @param score the primary metric
/// @param secondary metrics of profilers, by JMH's name for them
/// @param latency the histograms of all its forks merged, where any were written
public record Cell(CellId id, CellMetric score, Map<String, CellMetric> secondary, Optional<Latency> latency) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    public Cell {
        secondary = Map.copyOf(secondary);
    }

    /// Octets allocated on the heap for each operation, counted over all threads of the measured JVM.
    public Optional<CellMetric> allocation() {
        return secondary(ALLOCATION);
    }

    /// The metric of a profiler, by JMH's name for it.
    public Optional<CellMetric> secondary(String name) {
        return Optional.ofNullable(secondary.get(name));
    }

    /// Whether more is better: whether JMH measured throughput, of which the unit tells.
    public boolean countsOperationsInTime() {
        return score.unit().startsWith("ops/");
    }
}
