package wirebench.jmh.codec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import wirebench.jmh.InMemoryBenchmark;

/// **Question.** How fast is a response with a short body understood, whole or arriving in fragments, by our
/// decoder and by those of its peers?
///
/// **Expectation.** Ours in at most half of Netty's time for a typical head and without an octet of garbage, since
/// it makes neither objects nor strings; `wirebench-strings` shows what is left of that when it has to make both.
/// A fragment costs a fixed sum, since no octet is looked at twice.
///
/// **Floor.** `head=small`: what an exchange costs a decoder whatever its fields.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar HeadDecode -prof gc`, or interleaved: `./wirebench
/// bench --suite parser --only HeadDecode`
public class HeadDecode extends InMemoryBenchmark {
    @Param({"wirebench", "wirebench-strings", "netty", "jetty", "httpcore"})
    public String decoder = "";

    @Param({"small", "typical", "large"})
    public String head = "";

    @Param({"whole", "segmented", "fragmented"})
    public String input = "";

    private DecoderArm arm = DecoderArm.of("wirebench", Fragments.of("whole", "."), BodyTarget.of("announced"));

    /// For JMH.
    public HeadDecode() {}

    /// Lays the response out and proves that it is decoded.
    ///
    /// @param hole takes what is read
    /// @throws Exception if it is not
    @Setup
    public void open(Blackhole hole) throws Exception {
        Fragments response = Fragments.of(input, SampleHeads.response(head) + SampleHeads.BODY);
        arm = DecoderArm.of(decoder, response, BodyTarget.of("announced"));
        arm.prove(hole, SampleHeads.fieldCount(head), SampleHeads.BODY.length());
    }

    /// One response, up to its end.
    ///
    /// @param hole takes the status and two values
    /// @return octets of the body, so that nothing is optimised away
    /// @throws Exception if it cannot be decoded
    @Benchmark
    public long decode(Blackhole hole) throws Exception {
        return arm.decode(hole);
    }
}
