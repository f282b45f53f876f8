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

/// **Question.** How fast is a response head understood, whole or arriving in fragments?
///
/// **Expectation.** Under a nanosecond for each octet of a large head; fragments of 16 octets cost a fixed sum
/// each, since no octet is looked at twice.
///
/// **Floor.** `head=small`: what an exchange costs the decoder whatever its fields.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar HeadDecode -prof gc`
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
public class HeadDecode {
    @Param({"small", "typical", "large"})
    String head = "";

    @Param({"whole", "fragmented"})
    String input = "";

    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
    private Fragments fragments = Fragments.of("whole", "");

    /// For JMH.
    public HeadDecode() {}

    /// Lays the head out and proves that it is decoded.
    ///
    /// @throws DecodeException if it is not
    @Setup
    public void open() throws DecodeException {
        String octets = SampleHeads.response(head);
        fragments = Fragments.of(input, octets);
        int fields = octets.split("\r\n", -1).length - 3; // not the status line, nor what follows the last two ends
        if (decode() != 200 || decoder.head().fields().count() != fields) {
            throw new IllegalStateException("the decoder did not understand the head: " + decoder.head());
        }
    }

    /// One head, up to the event that announces it.
    ///
    /// @return the status, so that nothing is optimised away
    /// @throws DecodeException if it cannot be decoded
    @Benchmark
    public int decode() throws DecodeException {
        ByteBuffer in = fragments.rewind();
        decoder.begin("HEAD");
        while (decoder.next(in) != ResponseDecoder.Event.HEAD) {
            fragments.next();
        }
        return decoder.head().status();
    }
}
