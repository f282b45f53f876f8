package wirebench.jmh.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import wirebench.jmh.measure.TimedRate;
import wirebench.load.Percentile;
import wirebench.load.open.OpenResult;
import wirebench.load.open.Validity;
import wirebench.reports.files.CellId;

/// A JMH profiler that reports what an iteration at a fixed rate measured: the rate, and percentiles of the four
/// times in microseconds. The response times of each fork become histogram files, like the latencies of other
/// benchmarks.
///
/// A percentile is left out when fewer than 10 exchanges lie beyond it. An iteration that was no valid measurement
/// makes the whole fork invalid, if it is one of a suite. Benchmarks without a rate get nothing.
/// `-prof wirebench.jmh.profile.RateProfiler`
public final class RateProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final Optional<ForkFolder> folder;
    private final HistogramFiles files = new HistogramFiles();

    /// For JMH.
    public RateProfiler() {
        this(ForkFolder.ofThisFork());
    }

    public RateProfiler(Optional<ForkFolder> folder) {
        this.folder = folder;
    }

    @Override
    public String getDescription() {
        return "Rates and times of exchanges that arrive at a fixed rate";
    }

    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        Optional<OpenResult> _ = TimedRate.take();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        Optional<OpenResult> measured = TimedRate.take();
        if (parameters.getType() == IterationType.WARMUP || measured.isEmpty()) {
            return List.of();
        }
        folder.ifPresent(results -> write(results, RunningCell.of(running), measured.get()));
        return metrics(measured.get());
    }

    private void write(ForkFolder results, CellId cell, OpenResult measured) {
        List<String> reasons = Validity.DEFAULT.reasons(measured, Optional.empty());
        if (!reasons.isEmpty()) {
            results.markInvalid(String.join("; ", reasons));
        }
        try {
            files.append(
                    results.forkFile("histograms", cell, ""), measured.load().latencies());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write histograms: " + e.getMessage(), e);
        }
    }

    private static List<ScalarResult> metrics(OpenResult measured) {
        List<ScalarResult> metrics = new ArrayList<>();
        metrics.add(metric("rate.target", measured.arrivals().rate(), "arrivals/s"));
        metrics.add(metric("rate.achieved", measured.load().throughput(), "arrivals/s"));
        addTimes(metrics, "response", measured.load().latencies());
        addTimes(metrics, "service", measured.service());
        addTimes(metrics, "acquire", measured.acquire());
        addTimes(metrics, "lag", measured.lag());
        return metrics;
    }

    private static void addTimes(List<ScalarResult> metrics, String name, Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return;
        }
        for (double percentile : PERCENTILES) {
            String label = name + ".p" + LatencyProfiler.name(percentile);
            Percentile.nanos(nanos, percentile)
                    .ifPresent(value -> metrics.add(metric(label, value / NANOS_PER_MICRO, "us")));
        }
        double longest = nanos.getMaxValue() / NANOS_PER_MICRO;
        metrics.add(new ScalarResult(name + ".max", longest, "us", AggregationPolicy.MAX));
    }

    private static ScalarResult metric(String name, double value, String unit) {
        return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
    }
}
