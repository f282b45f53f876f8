package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import wirebench.machine.noise.NoiseLimits;
import wirebench.machine.noise.NoiseSample;

/// What one fork says about itself, as it stands in its `fork.json`. What is null was not recorded and is left out.
///
/// @param schema of this file
/// @param number of the fork in the plan, counted from 1
/// @param block counted from 1
/// @param arm its name
/// @param cell as JMH's results name it
/// @param attempt counted from 1; those before were thrown out
/// @param startedAt ISO time
/// @param finishedAt ISO time
/// @param disturbed why it would not count, had there not been too many attempts already; null if it counts
/// @param invalid why it does not count, as it said itself; null if it counts
/// @param noise what disturbed the machine meanwhile
/// @param warmup the score of each iteration that warmed up
/// @param steadyState whether it had warmed up when it was measured; null if it measured nothing
/// @param metrics each iteration of `score` and of JMH's secondary results
/// @param jvmArguments all that the JVM was started with, but for where it writes
@JsonInclude(JsonInclude.Include.NON_NULL)
record ForkRecord(
        int schema,
        int number,
        int block,
        String arm,
        String cell,
        int attempt,
        String startedAt,
        String finishedAt,
        @Nullable String disturbed,
        @Nullable String invalid,
        Noise noise,
        List<Double> warmup,
        @Nullable Steadiness steadyState,
        SortedMap<String, Metric> metrics,
        List<String> jvmArguments) {
    /// The only one so far.
    static final int SCHEMA = 1;

    /// What disturbed the machine, from the start of the fork's JVM to its end.
    ///
    /// @param strayJvms Java processes that are not ours, with their ids
    /// @param crossed the limits that were crossed, in words
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Noise(
            @Nullable Double stealPercent,
            @Nullable Double cpuPressureAvg10,
            @Nullable Double cpuPressurePercent,
            @Nullable Double throttledPercent,
            @Nullable Double loadAverage,
            @Nullable Long timeWait,
            List<String> strayJvms,
            List<String> crossed) {
        static Noise of(NoiseSample sample) {
            return new Noise(
                    RecordedEnvironment.orNull(sample.stealPercent()),
                    RecordedEnvironment.orNull(sample.cpuPressureAvg10()),
                    RecordedEnvironment.orNull(sample.cpuPressurePercent()),
                    RecordedEnvironment.orNull(sample.throttledPercent()),
                    RecordedEnvironment.orNull(sample.loadAverage()),
                    RecordedEnvironment.orNull(sample.timeWait()),
                    sample.strayJvms().stream()
                            .map(stray -> stray.name() + " (pid " + stray.pid() + ")")
                            .toList(),
                    NoiseLimits.DEFAULT.crossedBy(sample));
        }
    }

    /// A figure in each iteration.
    record Metric(String unit, List<Double> iterations) {
        private Metric and(double next) {
            List<Double> all = new ArrayList<>(iterations);
            all.add(next);
            return new Metric(unit, List.copyOf(all));
        }
    }

    /// All figures of a fork, by name.
    static SortedMap<String, Metric> metrics(BenchmarkResult fork) {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        for (IterationResult iteration : fork.getIterationResults()) {
            add(metrics, "score", iteration.getPrimaryResult());
            iteration.getSecondaryResults().forEach((name, result) -> add(metrics, name, result));
        }
        return metrics;
    }

    private static void add(SortedMap<String, Metric> metrics, String name, Result<?> result) {
        metrics.compute(
                name,
                (_, before) -> (before == null ? new Metric(result.getScoreUnit(), List.of()) : before)
                        .and(result.getScore()));
    }
}
