package wirebench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// **Question.** How fast does this machine move the octets of a body that nobody decodes? An operation is one octet,
/// so the score is in GB/s.
///
/// **Expectation.** Some tens of GB/s: the octets are in the processor's second cache.
///
/// **Floor.** This is the floor of [ChunkDecode].
///
/// **Run.** `java -jar jmh/target/benchmarks.jar BodyFloor`
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BodyFloor extends InMemoryBenchmark {
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
        for (int i = 0; i < ChunkDecode.BODY_OCTETS; i += Long.BYTES) {
            sum += body.getLong(i);
        }
        return sum;
    }

    /// Copies each octet once, in one go.
    ///
    /// @return an octet of the copy
    @Benchmark
    @OperationsPerInvocation(ChunkDecode.BODY_OCTETS)
    public byte copy() {
        copy.put(0, body, 0, ChunkDecode.BODY_OCTETS);
        return copy.get(0);
    }
}
