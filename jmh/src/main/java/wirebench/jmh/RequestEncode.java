package wirebench.jmh;

import java.io.IOException;
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
import wirebench.protocol.RequestEncoder;
import wirebench.protocol.RequestFraming;
import wirebench.protocol.RequestHead;

/// **Question.** How fast is a request turned into octets in a buffer?
///
/// **Expectation.** As fast as a copy: the head was laid out when the request was made, not now.
///
/// **Floor.** `head=small`: what a request costs the encoder whatever its fields.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar RequestEncode -prof gc`
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
public class RequestEncode {
    private static final int BUFFER_OCTETS = 16 * 1024;

    @Param({"small", "typical", "large"})
    String head = "";

    private final RequestEncoder encoder = new RequestEncoder();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private RequestHead request =
            RequestHead.of("GET", "/", "localhost", SampleHeads.request("small"), new RequestFraming.None());

    /// For JMH.
    public RequestEncode() {}

    /// Makes the request and proves that it is encoded whole.
    ///
    /// @throws IOException never: there is no body to read
    @Setup
    public void open() throws IOException {
        request = RequestHead.of(
                "GET", "/plaintext", "127.0.0.1:8080", SampleHeads.request(head), new RequestFraming.None());
        if (encode() != request.length()) {
            throw new IllegalStateException("the encoder put " + out.position() + " octets of " + request.length());
        }
    }

    /// One request.
    ///
    /// @return octets put, so that nothing is optimised away
    /// @throws IOException never: there is no body to read
    @Benchmark
    public int encode() throws IOException {
        out.clear();
        encoder.begin(request, null);
        encoder.encode(out);
        return out.position();
    }
}
