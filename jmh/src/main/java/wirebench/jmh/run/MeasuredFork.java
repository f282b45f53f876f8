package wirebench.jmh.run;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;

/// The measurement of a fork. Immutable.
///
/// @param result what JMH made of the measured iterations
/// @param warmup the iterations before them, which JMH itself does not keep
record MeasuredFork(BenchmarkResult result, List<IterationResult> warmup) {
    MeasuredFork {
        warmup = List.copyOf(warmup);
    }

    /// The scores of the iterations that warmed up.
    List<Double> warmupScores() {
        return warmup.stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    /// All iterations in their order.
    List<IterationResult> iterations() {
        return Stream.concat(warmup.stream(), result.getIterationResults().stream())
                .toList();
    }
}
