package wirebench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How benchmarks without a socket are scored: in time per operation.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class InMemoryBenchmark extends ForkedBenchmark {
    /// For JMH.
    protected InMemoryBenchmark() {}
}
