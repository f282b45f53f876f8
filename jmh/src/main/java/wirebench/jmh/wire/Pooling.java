package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// **Question.** Which connection should an exchange get, when there are enough for all, and when eight exchanges share
/// one? And does it matter whether it is given back by the thread that leased it?
///
/// **Expectation.** With enough connections the strategies are alike, but for a lock that all threads share. With an
/// eighth of them the queue decides: throughput is about the same, unfair serving spares switches of threads, and
/// the waits (`acquire`) have longer tails where nobody keeps the order. Strategies that go by threads lose what they
/// gain when another thread gives back.
///
/// With fewer connections than exchanges in flight the latency is a response time, which begins with the wait;
/// it is called so, and the wait is told apart from it as `acquire`.
///
/// **Floor.** [Floor] at the same concurrency: there every exchange in flight has its own socket and nobody asks a
/// pool.
/// What a new connection for each exchange costs is [ColdConnect]'s question; at this pace it would use up the ports.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Pooling -p client=virtual -p size=eighth -p server=child -prof
/// wirebench.jmh.profile.WorkProfiler`
@OperationsPerInvocation(Pooling.BATCH)
public class Pooling extends ArmBenchmark {
    static final int BATCH = 4_096;

    private static final int PART = 8;

    @Param({"dedicated", "lifo", "fifo", "striped", "thread-affine", "lock-free"})
    String pool = "";

    /// Connections: a number, `equal` to the exchanges in flight, or an `eighth` of them.
    @Param({"equal", "eighth"})
    String size = "";

    @Param("true")
    boolean fair;

    /// Which thread gives back: the `same`, or an `other`; on event loops it is always the same.
    @Param("same")
    String release = "";

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Pooling() {}

    @Override
    WireParameters parameters() {
        ClientConfig config = ClientConfig.DEFAULT.withPool(kept ->
                kept.withStrategy(PoolStrategy.named(pool)).withFair(fair).withMaxConnections(connections()));
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    private int connections() {
        return switch (size) {
            case "equal" -> concurrency;
            case "eighth" -> Math.max(1, concurrency / PART);
            default -> Integer.parseInt(size);
        };
    }

    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return switch (release) {
            case "same" -> super.measure(cell, parameters);
            case "other" -> WireMeasurement.ofClientHandingOver(cell, parameters);
            default ->
                throw new IllegalArgumentException("there is no release '" + release + "'; choose one of same, other");
        };
    }

    @Override
    int batch() {
        return BATCH;
    }
}
