package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.measure.WireParameters;

/// **Question.** What does it cost where the octets of an exchange are gathered before they are written, and where they
/// are read to?
///
/// **Expectation.** Unbuffered is slowest by far, for each token is a call: the reads and writes for each exchange,
/// which are exact, tell by how much. Of the buffered ones, those in the heap lose a little to those outside of it,
/// because the JDK copies; allocating direct buffers for each exchange costs most of them; pooled, kept by the
/// connection and kept by the thread are alike.
///
/// **Floor.** [Floor] with the same client and concurrency, which writes from and reads to direct buffers that it
/// keeps.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Buffering -p client=virtual -p server=child -prof gc -prof
/// wirebench.jmh.profile.WorkProfiler`
@OperationsPerInvocation(Buffering.BATCH)
public class Buffering extends ArmBenchmark {
    static final int BATCH = 4_096;

    @Param({
        "unbuffered",
        "stream",
        "heap-per-exchange",
        "direct-per-exchange",
        "heap-per-connection",
        "direct-per-connection",
        "pooled-direct",
        "thread-local-direct"
    })
    String buffers = "";

    @Param("16384")
    int octets;

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Buffering() {}

    @Override
    WireParameters parameters() {
        BufferConfig told = new BufferConfig(BufferStrategy.named(buffers), octets, false);
        ClientConfig config =
                ClientConfig.DEFAULT.withMaxConnections(concurrency).withBuffers(_ -> told);
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
