package wirebench.jmh.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.InMemoryBenchmark;

/// **Question.** How fast does this machine move the octets of a body that nobody decodes? An operation is one
/// octet, so the score is in GB/s.
///
/// **Expectation.** Some tens of GB/s: the octets are in the processor's second cache.
///
/// **Floor.** This is the floor of [ChunkDecode].
///
/// **Run.** `java -jar jmh/target/benchmarks.jar BodyFloor`
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BodyFloor extends InMemoryBenchmark {
    @Param({"16", "128", "1024", "8192", "65536"})
    int chunk;

    private final ByteBuffer body =
            ByteBuffer.allocateDirect(ChunkDecode.BODY_OCTETS).order(ByteOrder.nativeOrder());
    private final ByteBuffer copy = ByteBuffer.allocateDirect(ChunkDecode.BODY_OCTETS);

    /// For JMH.
    public BodyFloor() {}

    /// Reads each octet once, eight at a time.
    ///
    /// @return the sum, so that nothing is optimised away
    @Benchmark
    @OperationsPerInvocation(ChunkDecode.BODY_OCTETS)
    public long read() {
        long sum = 0;
        for (int at = 0; at < ChunkDecode.BODY_OCTETS; at += chunk) {
            for (int i = at; i < at + chunk; i += Long.BYTES) {
                sum += body.getLong(i);
            }
        }
        return sum;
    }

    /// Copies each octet once, a chunk's worth at a time and always to the same place, as the arms do.
    ///
    /// @return an octet of the copy
    @Benchmark
    @OperationsPerInvocation(ChunkDecode.BODY_OCTETS)
    public byte copy() {
        for (int at = 0; at < ChunkDecode.BODY_OCTETS; at += chunk) {
            copy.put(0, body, at, chunk);
        }
        return copy.get(0);
    }
}
