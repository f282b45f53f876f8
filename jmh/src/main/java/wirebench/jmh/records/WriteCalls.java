package wirebench.jmh.records;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import wirebench.jmh.records.RecordWrites.Count;

/// A JMH profiler that reports how many calls and octets each operation of [RecordWrites] took, as counted at the
/// channel. Other benchmarks get nothing.
public final class WriteCalls implements InternalProfiler {
    private static final Count NOTHING = new Count(0, 0, 0);

    private Count before = NOTHING;

    /// For JMH.
    public WriteCalls() {}

    @Override
    public String getDescription() {
        return "Calls of the channel and octets for each operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams running, IterationParams parameters) {
        before = now();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams running, IterationParams parameters, IterationResult result) {
        Count now = now();
        long operations = now.operations() - before.operations();
        if (operations <= 0) {
            return List.of();
        }
        return List.of(
                metric("writes", now.calls() - before.calls(), operations, "calls/op"),
                metric("octets", now.octets() - before.octets(), operations, "B/op"));
    }

    private static Count now() {
        RecordWrites last = RecordWrites.last();
        return last == null ? NOTHING : last.count();
    }

    private static ScalarResult metric(String name, long total, long operations, String unit) {
        return new ScalarResult(name, (double) total / operations, unit, AggregationPolicy.AVG);
    }
}
