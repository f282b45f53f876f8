package wirebench.jmh.codec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import wirebench.jmh.InMemoryBenchmark;

/// **Question.** How fast is a request turned into octets in a buffer, by our encoder and by those of its peers?
///
/// **Expectation.** `request=kept`: as fast as a copy, for the head was laid out when the request was made, while
/// peers format it each time. `request=anew` adds the making: ours then checks each octet of the fields and lays
/// them out, and its lead shrinks.
///
/// **Floor.** `head=small`: what a request costs an encoder whatever its fields.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar RequestEncode -prof gc`, or interleaved: `./wirebench
/// bench --suite parser --only RequestEncode`
public class RequestEncode extends InMemoryBenchmark {
    @Param({"wirebench", "netty", "httpcore"})
    public String encoder = "";

    @Param({"get", "post"})
    public String method = "";

    @Param({"small", "typical", "large"})
    public String head = "";

    @Param({"kept", "anew"})
    public String request = "";

    private EncoderArm arm = EncoderArm.of("wirebench", SampleRequest.of("get", "small"));
    private boolean anew;

    /// For JMH.
    public RequestEncode() {}

    /// Makes the request and proves that all arms put the same number of octets, each time.
    ///
    /// @throws Exception if one does not
    @Setup
    public void open() throws Exception {
        SampleRequest sample = SampleRequest.of(method, head);
        arm = EncoderArm.of(encoder, sample);
        anew = request.equals("anew");
        int expected = EncoderArm.of("wirebench", sample).encode();
        for (int i = 0; i < 2; i++) {
            int octets = encode();
            if (octets != expected) {
                throw new IllegalStateException(encoder + " put " + octets + " octets, not " + expected);
            }
        }
    }

    /// One request.
    ///
    /// @return octets put, so that nothing is optimised away
    /// @throws Exception if it cannot be encoded
    @Benchmark
    public int encode() throws Exception {
        if (anew) {
            arm.make();
        }
        return arm.encode();
    }
}
