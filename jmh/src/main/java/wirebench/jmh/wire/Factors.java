package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.jmh.measure.WireParameters;

/// **Question.** What are the concurrency model, the buffers and the pool worth, each by itself, and does the
/// worth of one depend on the others?
///
/// **Expectation.** The model is worth most. Buffers that are allocated for each exchange cost a few percent with
/// every model, so the two hardly interact; which pool it is matters less than the noise while each exchange in
/// flight has a connection.
///
/// **Floor.** [Floor] with the same client and concurrency.
///
/// [Buffering] and [Pooling] ask about one of them while the others stand still, and go into more of its values.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Factors -p server=child -p buffers=heap-per-exchange,pooled-direct
/// -p pool=lifo,dedicated -prof gc -prof wirebench.jmh.profile.WorkProfiler`
@OperationsPerInvocation(Factors.BATCH)
public class Factors extends ArmBenchmark {
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

    @Param({"dedicated", "lifo", "fifo", "striped", "thread-affine", "lock-free"})
    String pool = "";

    @Param("16384")
    int octets;

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Factors() {}

    @Override
    WireParameters parameters() {
        BufferConfig told = new BufferConfig(BufferStrategy.named(buffers), octets, false);
        ClientConfig config = ClientConfig.DEFAULT
                .withPool(kept -> kept.withStrategy(PoolStrategy.named(pool)).withMaxConnections(concurrency))
                .withBuffers(_ -> told);
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
