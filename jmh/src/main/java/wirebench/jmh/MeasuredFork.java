package wirebench.jmh;

import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;

/// What a fork measured. Immutable.
///
/// @param result what JMH made of the measured iterations
/// @param warmup the iterations before them, which JMH itself does not keep
record MeasuredFork(BenchmarkResult result, List<IterationResult> warmup) {
    MeasuredFork {
        warmup = List.copyOf(warmup);
    }
}
