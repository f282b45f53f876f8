package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.measure.WireParameters;

/// **Question.** How does the cost of an exchange grow with its body, with a length and in chunks? And should a body
/// that is sent be copied behind its head, or be written from where it is by one gathering write? Which buffer suits
/// a body of a mebibyte?
///
/// **Expectation.** Up to a buffer's size the body is nearly free. From 64 kB on, copying through the kernel is all
/// there is, and the clients come together. Chunks of 4 kB and more cost a few percent. Copying 1 kB is cheaper
/// than telling the kernel of a second buffer.
///
/// **Floor.** [Floor] with the same client and scenario, for those that send no body.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Sizes -p client=nio -p scenario=bytes-65536 -p server=child -prof
/// wirebench.jmh.profile.WorkProfiler`
@OperationsPerInvocation(Sizes.BATCH)
public class Sizes extends ArmBenchmark {
    /// Some hundred megabytes of the largest bodies.
    static final int BATCH = 512;

    @Param({
        "plaintext",
        "bytes-1024",
        "bytes-65536",
        "bytes-1048576",
        "chunked-1x1024",
        "chunked-16x4096",
        "chunked-64x16384",
        "post-1024"
    })
    String scenario = "";

    /// Whether the body of a request is gathered rather than copied.
    @Param({"false", "true"})
    boolean gathering;

    /// Of each of an exchange's two buffers.
    @Param("16384")
    int octets = 16_384;

    @Param("64")
    int concurrency;

    /// For JMH.
    public Sizes() {}

    @Override
    WireParameters parameters() {
        ClientConfig config = ClientConfig.DEFAULT
                .withMaxConnections(concurrency)
                .withBuffers(kept -> kept.withGathering(gathering).withOctets(octets));
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
