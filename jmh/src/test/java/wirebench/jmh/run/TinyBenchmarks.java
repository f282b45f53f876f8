package wirebench.jmh.run;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import wirebench.jmh.ForkJvm;
import wirebench.jmh.folder.ForkFolder;

/// Benchmarks of nothing, for tests of what runs benchmarks.
@State(Scope.Benchmark)
@Fork(jvmArgs = {"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", ForkJvm.UNSAFE})
public class TinyBenchmarks {
    @Param({"1", "2"})
    int size;

    @Benchmark
    public int works() {
        return size;
    }

    @Benchmark
    public int fails() throws IOException {
        throw new IOException("size " + size + " does not work");
    }

    @Benchmark
    public int misses() {
        ForkFolder.ofThisFork().orElseThrow().markInvalid("rate of " + size + " missed");
        return size;
    }

    @Benchmark
    public int exits() {
        Runtime.getRuntime().halt(3);
        return size;
    }
}
