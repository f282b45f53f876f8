package wirebench.reports.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wirebench.reports.statistics.Means;
import wirebench.reports.statistics.SteadyState;

/// One JVM that ran one arm, and what it measured. Immutable.
///
/// @param folder all its files, such as `forks/b02-07-nio`
/// @param number in the plan, counted from 1
/// @param block counted from 1
/// @param arm its name
/// @param cell as JMH's results and the folders of histograms name it
/// @param attempt counted from 1; those before it were thrown out
/// @param startedAt when its JVM was started
/// @param finishedAt when it had ended
/// @param disturbed why it would have been thrown out if there had not been enough attempts already
/// @param noise what else the machine did
/// @param metrics what it measured, by name
/// @param warmup the scores of its iterations before those that count, where they were recorded
/// @param steadyState whether it had warmed up, where that was judged
public record Fork(
        Path folder,
        int number,
        int block,
        String arm,
        String cell,
        int attempt,
        Instant startedAt,
        Instant finishedAt,
        Optional<String> disturbed,
        ForkNoise noise,
        Map<String, Metric> metrics,
        List<Double> warmup,
        Optional<SteadyState> steadyState) {
    private static final String LARGEST = ".max";

    /// Keeps copies.
    public Fork {
        metrics = Map.copyOf(metrics);
        warmup = List.copyOf(warmup);
    }

    /// What the fork is worth for a metric, or nothing if it did not record it.
    ///
    /// The arithmetic mean of its iterations: each takes the same time, so that the mean of rates is all work
    /// by all time. Of largest values (`latency.max`) it is the largest, for that is what a maximum of the
    /// whole fork is. The percentiles of iterations are averaged inside a fork only, never over forks; the
    /// percentile of an arm comes from merged histograms.
    public OptionalDouble figure(String metric) {
        var recorded = metrics.get(metric);
        if (recorded == null || recorded.iterations().isEmpty()) {
            return OptionalDouble.empty();
        }
        return metric.endsWith(LARGEST)
                ? recorded.iterations().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                : OptionalDouble.of(Means.arithmetic(recorded.iterations()));
    }

    /// Whether it was judged never to have warmed up.
    public boolean isNeverSteady() {
        return steadyState.filter(SteadyState.Never.class::isInstance).isPresent();
    }

    /// Whether it was judged, and could not be told.
    public boolean isUnclear() {
        return steadyState.filter(SteadyState.Unclear.class::isInstance).isPresent();
    }
}
