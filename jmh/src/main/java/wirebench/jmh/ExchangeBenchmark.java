package wirebench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How benchmarks of exchanges over sockets are scored: in exchanges per second.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public abstract class ExchangeBenchmark extends ForkedBenchmark {
    /// For JMH.
    protected ExchangeBenchmark() {}
}
