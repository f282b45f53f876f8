package wirebench.reports.files;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.reports.statistics.Estimate;

/// One figure of a cell, once for each fork.
///
/// @param unit as JMH names it, such as `ops/s`
/// @param largest the largest figure of any iteration
/// @param forks the mean of each fork's iterations by the block in which it ran, counted from 1; never empty. A fork is
///     the unit of all statistics, because iterations inside one JVM resemble each other far more than forks do
public record CellMetric(String unit, double largest, SortedMap<Integer, Double> forks) {
    /// Keeps a copy.
    public CellMetric {
        forks = Collections.unmodifiableSortedMap(new TreeMap<>(forks));
        if (forks.isEmpty()) {
            throw new IllegalArgumentException("a metric without forks");
        }
    }

    /// Of forks of which nothing is known but their means.
    public CellMetric(String unit, SortedMap<Integer, Double> forks) {
        this(
                unit,
                forks.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
                forks);
    }

    /// The mean over the forks with its interval.
    public Estimate estimate() {
        return Estimate.ofMean(forks);
    }
}
