package wirebench.cli;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.TypeConversionException;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.Percentile;

/// A figure that a threshold can be about.
enum Figure {
    P50("p50", "p50", 50),
    P90("p90", "p90", 90),
    P99("p99", "p99", 99),
    P999("p999", "p99.9", 99.9),
    P9999("p9999", "p99.99", 99.99),
    MAX("max", "max", 100),
    ERRORS("errors", "errors", Double.NaN),
    THROUGHPUT("throughput", "throughput", Double.NaN);

    private final String word;
    private final String title;
    private final double percentile;

    Figure(String word, String title, double percentile) {
        this.word = word;
        this.title = title;
        this.percentile = percentile;
    }

    /// The figure with a name.
    ///
    /// @throws TypeConversionException if there is none; the message lists those that there are
    static Figure named(String word) {
        return Arrays.stream(values())
                .filter(figure -> figure.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no figure '" + word + "'; choose one of "
                        + Arrays.stream(values()).map(Figure::word).collect(Collectors.joining(", "))));
    }

    /// The name in JSON and in thresholds.
    String word() {
        return word;
    }

    /// The name in tables.
    String title() {
        return title;
    }

    /// Whether it is a latency.
    boolean isTime() {
        return switch (this) {
            case P50, P90, P99, P999, P9999, MAX -> true;
            case ERRORS, THROUGHPUT -> false;
        };
    }

    /// What was measured, in nanoseconds, errors, or exchanges per second; empty if there are too few samples.
    OptionalDouble of(LoadResult result) {
        return switch (this) {
            case P50, P90, P99, P999, P9999 -> result.percentileNanos(percentile);
            case MAX ->
                result.exchanges() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) result.latencies().getMaxValue());
            case ERRORS -> OptionalDouble.of((double) result.errorCount());
            case THROUGHPUT -> OptionalDouble.of(result.throughput());
        };
    }

    /// What a histogram of nanoseconds tells; empty if there are too few samples, or if it is no latency.
    OptionalDouble of(Histogram nanos) {
        return switch (this) {
            case P50, P90, P99, P999, P9999 -> Percentile.nanos(nanos, percentile);
            case MAX ->
                nanos.getTotalCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) nanos.getMaxValue());
            case ERRORS, THROUGHPUT -> OptionalDouble.empty();
        };
    }

    /// What exchanges waited for a connection, in nanoseconds; empty if there are too few, or if it is no latency.
    OptionalDouble ofAcquires(LoadResult result) {
        return switch (this) {
            case P50, P90, P99, P999, P9999 ->
                result.client()
                        .map(work -> work.acquirePercentileNanos(percentile))
                        .orElse(OptionalDouble.empty());
            case MAX ->
                result.client()
                        .map(ClientWork::acquireNanos)
                        .filter(waits -> waits.getTotalCount() > 0)
                        .map(waits -> OptionalDouble.of((double) waits.getMaxValue()))
                        .orElse(OptionalDouble.empty());
            case ERRORS, THROUGHPUT -> OptionalDouble.empty();
        };
    }

    /// A value for a person.
    String show(double value) {
        return switch (this) {
            case P50, P90, P99, P999, P9999, MAX -> Units.time(value);
            case ERRORS -> Units.count((long) value);
            case THROUGHPUT -> Units.digits(value) + " /s";
        };
    }
}
