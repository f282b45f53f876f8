package wirebench.jmh.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import wirebench.jmh.InMemoryBenchmark;

/// **Question.** How fast is the chunked coding removed from a body of 256 KiB, in few chunks or many, by our
/// decoder and by those of its peers? An operation is one octet of body, so the score is in octets per nanosecond,
/// which are GB/s.
///
/// **Expectation.** `body=announced`: the cost goes with the number of chunks, not with the octets, since data is
/// announced and never touched; the figure is no bandwidth. `body=copied`: near [BodyFloor] from 1 KiB on, and more
/// than 2 GB/s at 8 KiB.
///
/// **Floor.** [BodyFloor]: the same octets, read or copied without any coding.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar ChunkDecode -prof gc`, or interleaved: `./wirebench
/// bench --suite parser --only Chunk`
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkDecode extends InMemoryBenchmark {
    /// The smallest multiple of all chunk sizes that does not fit the processor's nearest cache.
    public static final int BODY_OCTETS = 256 * 1024;

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Param({"wirebench", "netty", "jetty", "httpcore"})
    public String decoder = "";

    @Param({"16", "128", "1024", "8192", "65536"})
    public int chunk;

    @Param({"announced", "copied"})
    public String body = "";

    @Param({"whole", "segmented", "fragmented"})
    public String input = "";

    private DecoderArm arm = DecoderArm.of("wirebench", Fragments.of("whole", "."), BodyTarget.of("announced"));

    /// For JMH.
    public ChunkDecode() {}

    /// Lays the response out and proves that its body is found.
    ///
    /// @param hole takes what is read
    /// @throws Exception if it is not
    @Setup
    public void open(Blackhole hole) throws Exception {
        String one = Integer.toHexString(chunk) + "\r\n" + "x".repeat(chunk) + "\r\n";
        Fragments response = Fragments.of(input, HEAD + one.repeat(BODY_OCTETS / chunk) + "0\r\n\r\n");
        arm = DecoderArm.of(decoder, response, BodyTarget.of(body));
        arm.prove(hole, 2, BODY_OCTETS);
    }

    /// One response, up to its end.
    ///
    /// @param hole takes the status and two values
    /// @return octets of the body, so that nothing is optimised away
    /// @throws Exception if it cannot be decoded
    @Benchmark
    @OperationsPerInvocation(BODY_OCTETS)
    public long decode(Blackhole hole) throws Exception {
        return arm.decode(hole);
    }
}
