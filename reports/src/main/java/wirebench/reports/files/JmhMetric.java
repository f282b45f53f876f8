package wirebench.reports.files;

import java.util.List;
import wirebench.reports.statistics.Estimate;

/// One figure of a cell, once for each fork.
///
/// @param unit as JMH names it, such as `ops/s`
/// @param forks the mean of each fork's iterations, in the order the forks ran; never empty. A fork is the unit of
///     all statistics, because iterations inside one JVM resemble each other far more than forks do
public record JmhMetric(String unit, List<Double> forks) {
    public JmhMetric {
        forks = List.copyOf(forks);
        if (forks.isEmpty()) {
            throw new IllegalArgumentException("a metric without forks");
        }
    }

    /// The mean over the forks with its interval.
    public Estimate estimate() {
        return Estimate.ofMean(forks);
    }
}
