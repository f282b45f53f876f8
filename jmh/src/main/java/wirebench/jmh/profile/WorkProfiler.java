package wirebench.jmh.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import wirebench.jmh.measure.MeasuredWork;
import wirebench.jmh.measure.TimedWork;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.load.ClientWork;

/// A JMH profiler that reports what the exchanges of each iteration needed, as the client counted it: reads and
/// writes of sockets and connections opened, for each exchange; how long exchanges waited for a connection; and how
/// many processors both ends kept busy, beside the loops of a client on event loops. What that cost this process is
/// [IterationCost]'s matter.
///
/// The counts are exact: they are asked for while no exchange is under way, and cost nothing while time is taken.
/// The waits are metrics of their own, because they pass before the service begins; a percentile of them is left
/// out when fewer than 10 exchanges lie beyond it. Benchmarks without exchanges get the time of compilers only.
/// `-prof wirebench.jmh.profile.WorkProfiler`
public final class WorkProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private @Nullable MeasuredWork before;
    private final IterationCost cost = new IterationCost();

    /// For JMH.
    public WorkProfiler() {}

    @Override
    public String getDescription() {
        return "Reads, writes, connections and waits of the exchanges, and processors that both ends kept busy";
    }

    /// Notes where the iteration begins. Before the first of all nothing is open yet, and it is not reported.
    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        WireMeasurement measurement = TimedWork.latest();
        cost.begins(measurement != null);
        before = measurement == null ? null : measurement.work();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        WireMeasurement measurement = TimedWork.latest();
        Optional<MeasuredWork> done = measurement == null || before == null
                ? Optional.empty()
                : Optional.of(measurement.work().since(before));
        List<ScalarResult> metrics = new ArrayList<>(cost.ends(done));
        if (parameters.getType() == IterationType.MEASUREMENT) {
            done.filter(work -> work.exchanges() > 0).ifPresent(work -> metrics.addAll(metrics(work)));
        }
        return metrics;
    }

    private static List<ScalarResult> metrics(MeasuredWork done) {
        List<ScalarResult> metrics = new ArrayList<>();
        done.client().ifPresent(work -> addCounts(metrics, work, (double) done.exchanges()));
        done.client().ifPresent(work -> addWaits(metrics, work));
        done.clientCpu().ifPresent(cpu -> metrics.add(busy("client", cpu, done.nanos())));
        done.serverCpu().ifPresent(cpu -> metrics.add(busy("server", cpu, done.nanos())));
        done.eventLoops().ifPresent(loops -> metrics.add(metric("client.loops", loops, "loops")));
        return metrics;
    }

    private static void addCounts(List<ScalarResult> metrics, ClientWork work, double exchanges) {
        metrics.add(metric("calls.reads", work.calls().reads() / exchanges, "reads/exchange"));
        metrics.add(metric("calls.writes", work.calls().writes() / exchanges, "writes/exchange"));
        metrics.add(metric("connections.opened", work.connections() / exchanges, "connections/exchange"));
    }

    private static void addWaits(List<ScalarResult> metrics, ClientWork work) {
        if (work.acquireNanos().getTotalCount() == 0) {
            return;
        }
        for (double percentile : PERCENTILES) {
            work.acquirePercentileNanos(percentile)
                    .ifPresent(nanos -> metrics.add(
                            metric("acquire.p" + LatencyProfiler.name(percentile), nanos / NANOS_PER_MICRO, "us")));
        }
        double longest = (double) work.acquireNanos().getMaxValue();
        metrics.add(new ScalarResult("acquire.max", longest / NANOS_PER_MICRO, "us", AggregationPolicy.MAX));
    }

    private static ScalarResult busy(String end, Duration cpu, long nanos) {
        return metric("cpu." + end, (double) cpu.toNanos() / nanos, "processors");
    }

    static ScalarResult metric(String name, double value, String unit) {
        return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
    }
}
