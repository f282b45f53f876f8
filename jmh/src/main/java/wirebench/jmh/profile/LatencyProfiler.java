package wirebench.jmh.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.folder.RunningCell;
import wirebench.jmh.measure.TimedLoop;
import wirebench.jmh.measure.TimedWork;
import wirebench.load.Percentile;
import wirebench.load.closed.ClosedLoop;

/// A JMH profiler that reports latency percentiles of the exchanges of each iteration in microseconds, and writes
/// the histograms of each fork as `.hlog` and `.hgrm`.
///
/// It reads what the driver has recorded anyway, so it costs nothing while time is taken. A percentile is left out
/// when fewer than 10 exchanges lie beyond it. Benchmarks without exchanges get nothing. Files are written if a
/// folder is named: `-prof wirebench.jmh.profile.LatencyProfiler:dir=FOLDER`, or the system property
/// `wirebench.results` of the fork.
public final class LatencyProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final String FOLDER = "dir=";

    private final Histogram iteration = ClosedLoop.histogram();
    private final Optional<ForkFolder> folder;
    private final HistogramFiles files = new HistogramFiles();

    /// A profiler that writes files if the system property says where.
    public LatencyProfiler() {
        this("");
    }

    /// A profiler as JMH makes it.
    ///
    /// @param options empty, or `dir=FOLDER`
    /// @throws IllegalArgumentException if it is something else
    public LatencyProfiler(String options) {
        if (!options.isEmpty() && !options.startsWith(FOLDER)) {
            throw new IllegalArgumentException("the profiler knows dir=FOLDER, not '" + options + "'");
        }
        folder = options.isEmpty()
                ? ForkFolder.ofThisFork()
                : Optional.of(new ForkFolder(Path.of(options.substring(FOLDER.length()))));
    }

    @Override
    public String getDescription() {
        return "Latency percentiles of the exchanges, with histogram files";
    }

    /// Drops what came before: verification, or the end of an iteration that was not measured.
    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        drain();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        drain();
        if (parameters.getType() == IterationType.WARMUP || iteration.getTotalCount() == 0) {
            return List.of();
        }
        folder.ifPresent(results -> write(results, running));
        return metrics();
    }

    private void drain() {
        iteration.reset();
        ClosedLoop loop = TimedLoop.current();
        if (loop != null) {
            loop.drainLatencies(iteration);
        }
    }

    private void write(ForkFolder results, BenchmarkParams running) {
        try {
            files.append(results.forkFile("histograms", RunningCell.of(running), ""), iteration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write histograms: " + e.getMessage(), e);
        }
    }

    private List<ScalarResult> metrics() {
        List<ScalarResult> metrics = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            Percentile.nanos(iteration, percentile)
                    .ifPresent(nanos -> metrics.add(metric("p" + name(percentile), nanos, AggregationPolicy.AVG)));
        }
        metrics.add(metric("max", (double) iteration.getMaxValue(), AggregationPolicy.MAX));
        return metrics;
    }

    static String name(double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }

    private static ScalarResult metric(String name, double nanos, AggregationPolicy policy) {
        return new ScalarResult(TimedWork.latencyIs() + "." + name, nanos / NANOS_PER_MICRO, "us", policy);
    }
}
