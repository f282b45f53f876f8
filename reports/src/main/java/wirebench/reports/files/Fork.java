package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.reports.statistics.Means;
import wirebench.reports.statistics.SteadyState;

/// One JVM that ran one arm, and what it measured, as it stands in its `fork.json`. Immutable.
///
/// @param schema of this file
/// @param origin of which run it is, and with what it ran
/// @param number in the plan, counted from 1
/// @param block counted from 1
/// @param arm its name
/// @param cell as JMH's results and the folders of histograms name it
/// @param attempt counted from 1; those before it were thrown out
/// @param startedAt when its JVM was started
/// @param finishedAt when it had ended
/// @param disturbed why it would have been thrown out if there had not been enough attempts already
/// @param invalid why it does not count, as it said itself
/// @param noise what else the machine did
/// @param warmup the scores of its iterations before those that count
/// @param steadyState whether it had warmed up, where that was judged
/// @param metrics what it measured, by name
/// @param jvmArguments all that its JVM was started with, but for where it writes
public record Fork(
        int schema,
        Origin origin,
        int number,
        int block,
        String arm,
        String cell,
        int attempt,
        Instant startedAt,
        Instant finishedAt,
        Optional<String> disturbed,
        Optional<String> invalid,
        ForkNoise noise,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Double> warmup,
        Optional<Steadiness> steadyState,
        SortedMap<String, Metric> metrics,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> jvmArguments) {
    /// The second: it has the origin.
    public static final int SCHEMA = 2;

    static final String NAME = "fork.json";
    static final String CURE =
            "remove the folder of this fork and go on with ./wirebench bench --resume, which runs it again";

    private static final String LARGEST = ".max";

    /// Keeps copies.
    public Fork {
        warmup = List.copyOf(warmup);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        jvmArguments = List.copyOf(jvmArguments);
    }

    /// What a fork wrote into its folder.
    ///
    /// @throws ReportException if it is missing, broken or of another schema
    public static Fork read(Path folder) throws ReportException {
        return ResultFile.read(folder.resolve(NAME), Fork.class, SCHEMA, CURE);
    }

    /// Writes it into the folder of the fork.
    public void write(Path folder) throws IOException {
        ResultFile.write(folder.resolve(NAME), this);
    }

    /// Where it stands in the plan.
    public Slot slot() {
        return new Slot(number, block, arm);
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
        return steadiness().filter(SteadyState.Never.class::isInstance).isPresent();
    }

    /// Whether it was judged, and could not be told.
    public boolean isUnclear() {
        return steadiness().filter(SteadyState.Unclear.class::isInstance).isPresent();
    }

    /// Whether it had warmed up, where that was judged.
    public Optional<SteadyState> steadiness() {
        return steadyState.map(Steadiness::state);
    }
}
