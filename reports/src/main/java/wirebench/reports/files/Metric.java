package wirebench.reports.files;

import java.util.List;

/// One thing that a fork measured in each of its iterations. Immutable.
///
/// @param unit as JMH writes it, such as `ops/s` or `us`
/// @param iterations the figure of each measured iteration, in their order
public record Metric(String unit, List<Double> iterations) {
    /// Keeps a copy of the list.
    public Metric {
        iterations = List.copyOf(iterations);
    }
}
