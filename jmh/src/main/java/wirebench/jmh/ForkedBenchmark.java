package wirebench.jmh;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How every benchmark is forked, warmed up and measured, unless a suite or the command line says otherwise; JMH's
/// annotations are inherited.
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {
            ForkJvm.LEAST_HEAP,
            ForkJvm.MOST_HEAP,
            ForkJvm.TOUCHED,
            ForkJvm.COLLECTOR,
            ForkJvm.DIRECT_MEMORY,
            ForkJvm.BOXED_DESCRIPTORS,
            ForkJvm.UNSAFE,
            ForkJvm.NATIVE
        })
public abstract class ForkedBenchmark {
    /// For JMH.
    protected ForkedBenchmark() {}
}
