package wirebench.cli;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import wirebench.client.HttpClient;
import wirebench.client.PoolStats;
import wirebench.client.SocketCalls;
import wirebench.load.LoadDriver;
import wirebench.load.LoadProgress;

/// The metrics that a load tells of itself, read anew for each scrape: counts since the client was opened, warm-up
/// included. Thread-safe.
final class LoadMetrics implements MultiCollector {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Upper bounds of the buckets: from 20 µs, below which no loopback exchange is, in steps of about a factor of
    /// two.
    private static final double[] BOUNDS = {
        20e-6,
        50e-6,
        100e-6,
        200e-6,
        500e-6,
        1e-3,
        2e-3,
        5e-3,
        10e-3,
        20e-3,
        50e-3,
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1000,
        Double.POSITIVE_INFINITY
    };

    private final HttpClient client;
    private final LoadDriver load;

    LoadMetrics(HttpClient client, LoadDriver load) {
        this.client = client;
        this.load = load;
    }

    @Override
    public MetricSnapshots collect() {
        LoadProgress progress = load.progress();
        PoolStats pool = client.pool();
        return MetricSnapshots.of(
                gauge("wirebench_in_flight", "Exchanges under way.", progress.inFlight()),
                longestWait(progress),
                exchanges(progress),
                errors(progress),
                responses(progress),
                counter(
                        "wirebench_unanswered",
                        "Exchanges that had no outcome when their run was over.",
                        progress.unanswered()),
                latencies(progress.latencies()),
                connections(pool),
                gauge("wirebench_pool_waiting", "Exchanges that wait for a connection.", pool.waiting()),
                counter("wirebench_connections_created", "Connections opened.", pool.created()),
                closed(pool),
                calls(client.calls()));
    }

    private static CounterSnapshot exchanges(LoadProgress progress) {
        long failed =
                progress.errors().values().stream().mapToLong(Long::longValue).sum();
        return CounterSnapshot.builder()
                .name("wirebench_exchanges")
                .help("Exchanges that have ended, by outcome.")
                .dataPoint(point("outcome", "completed", progress.exchanges()))
                .dataPoint(point("outcome", "failed", failed))
                .build();
    }

    private static CounterSnapshot errors(LoadProgress progress) {
        CounterSnapshot.Builder errors = CounterSnapshot.builder()
                .name("wirebench_errors")
                .help("Exchanges that have failed, by the kind of error.");
        progress.errors().forEach((kind, count) -> errors.dataPoint(point("kind", kind, count)));
        return errors.build();
    }

    /// A server that is silent shows here, for what has no outcome is in no histogram.
    private static GaugeSnapshot longestWait(LoadProgress progress) {
        double seconds = progress.longestWaitNanos() / NANOS_PER_SECOND;
        return GaugeSnapshot.builder()
                .name("wirebench_longest_wait_seconds")
                .unit(Unit.SECONDS)
                .help("How long the oldest exchange under way has waited so far.")
                .dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(seconds, Labels.EMPTY, null))
                .build();
    }

    private static CounterSnapshot responses(LoadProgress progress) {
        CounterSnapshot.Builder responses =
                CounterSnapshot.builder().name("wirebench_responses").help("Whole responses, by status.");
        progress.statuses()
                .forEach((status, count) -> responses.dataPoint(new CounterSnapshot.CounterDataPointSnapshot(
                        (double) count,
                        Labels.of("class", StatusSet.className(status), "status", String.valueOf(status)),
                        null,
                        0)));
        return responses.build();
    }

    private static CounterSnapshot closed(PoolStats pool) {
        CounterSnapshot.Builder closed =
                CounterSnapshot.builder().name("wirebench_connections_closed").help("Connections closed, by reason.");
        pool.closedBy()
                .forEach((reason, count) ->
                        closed.dataPoint(point("reason", reason.name().toLowerCase(Locale.ROOT), count)));
        return closed.build();
    }

    private static CounterSnapshot calls(SocketCalls calls) {
        return CounterSnapshot.builder()
                .name("wirebench_socket_calls")
                .help("Reads and writes of sockets.")
                .dataPoint(point("call", "read", calls.reads()))
                .dataPoint(point("call", "write", calls.writes()))
                .build();
    }

    private static GaugeSnapshot connections(PoolStats pool) {
        return GaugeSnapshot.builder()
                .name("wirebench_pool_connections")
                .help("Open connections, by what they are doing.")
                .dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(pool.leased(), Labels.of("state", "leased"), null))
                .dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(pool.idle(), Labels.of("state", "idle"), null))
                .build();
    }

    private static HistogramSnapshot latencies(Histogram nanos) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = -1;
        for (double bound : BOUNDS) {
            long upTo = (long) (bound * NANOS_PER_SECOND); // of infinity: the largest
            buckets.bucket(bound, countBetween(nanos, below + 1, upTo));
            below = upTo;
        }
        double seconds = nanos.getMean() * nanos.getTotalCount() / NANOS_PER_SECOND;
        return HistogramSnapshot.builder()
                .name("wirebench_latency_seconds")
                .unit(Unit.SECONDS)
                .help("How long exchanges took that ended well.")
                .dataPoint(new HistogramDataPointSnapshot(
                        buckets.build(), Double.isNaN(seconds) ? 0 : seconds, Labels.EMPTY, null, 0))
                .build();
    }

    /// What lies between two values, each of which may share a bucket of the histogram's with others: such a bucket
    /// counts where its middle lies.
    private static long countBetween(Histogram nanos, long from, long to) {
        long count = 0;
        for (var value : nanos.recordedValues()) {
            long middle = nanos.medianEquivalentValue(value.getValueIteratedTo());
            if (middle >= from && middle <= to) {
                count += value.getCountAtValueIteratedTo();
            }
        }
        return count;
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot((double) value, Labels.EMPTY, null))
                .build();
    }

    private static CounterSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new CounterSnapshot.CounterDataPointSnapshot((double) value, Labels.EMPTY, null, 0))
                .build();
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(String label, String value, long count) {
        return new CounterSnapshot.CounterDataPointSnapshot((double) count, Labels.of(label, value), null, 0);
    }
}
