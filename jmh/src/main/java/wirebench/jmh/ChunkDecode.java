package wirebench.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wirebench.protocol.DecodeException;
import wirebench.protocol.Limits;
import wirebench.protocol.ResponseDecoder;

/// **Question.** How fast is the chunked coding removed from a body of 16 KiB, in few chunks or many?
///
/// **Expectation.** The cost goes with the number of chunks, not with the octets: data is announced, never copied.
///
/// **Floor.** `chunks=1x16384`: one chunk and the small head before it.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar ChunkDecode -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
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
            ForkJvm.UNSAFE
        })
public class ChunkDecode {
    @Param({"1x16384", "16x1024", "256x64"})
    String chunks = "";

    @Param({"whole", "fragmented"})
    String input = "";

    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
    private Fragments fragments = Fragments.of("whole", "");

    /// For JMH.
    public ChunkDecode() {}

    /// Lays the response out and proves that its body is found.
    ///
    /// @throws DecodeException if it is not
    @Setup
    public void open() throws DecodeException {
        String[] grid = chunks.split("x", -1);
        int count = Integer.parseInt(grid[0]);
        int size = Integer.parseInt(grid[1]);
        String chunk = Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
        fragments = Fragments.of(
                input, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(count) + "0\r\n\r\n");
        if (decode() != (long) count * size) {
            throw new IllegalStateException("the decoder found another body than " + chunks);
        }
    }

    /// One response, up to its end.
    ///
    /// @return octets of the body, so that nothing is optimised away
    /// @throws DecodeException if it cannot be decoded
    @Benchmark
    public long decode() throws DecodeException {
        ByteBuffer in = fragments.rewind();
        decoder.begin("GET");
        long body = 0;
        while (true) {
            switch (decoder.next(in)) {
                case OCTETS_NEEDED -> fragments.next();
                case BODY -> {
                    body += decoder.bodyOctets();
                    in.position(in.position() + decoder.bodyOctets());
                }
                case INTERIM, HEAD -> {}
                case END -> {
                    return body;
                }
            }
        }
    }
}
