package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.measure.WireParameters;

/// **Question.** What is it worth to send requests one behind another on a connection, without waiting for answers?
///
/// **Expectation.** A read and a write then carry several exchanges, and calls are most of what an exchange costs on
/// loopback: so the rate goes up with the depth, far beyond the floor, which makes a call for each.
///
/// **Floor.** [Floor] of nio at the same concurrency, as what is left behind: it has a connection for each exchange.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Pipelining -p depth=16 -p server=child`. There are as many connections
/// as it takes to have 64 exchanges in flight at that depth.
@OperationsPerInvocation(Pipelining.BATCH)
public class Pipelining extends ArmBenchmark {
    static final int BATCH = 16_384;

    /// Exchanges on a connection at a time.
    @Param({"1", "4", "16"})
    int depth;

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH. Only event loops pipeline.
    public Pipelining() {
        client = "nio";
    }

    @Override
    WireParameters parameters() {
        int connections = Math.max(1, concurrency / depth);
        ClientConfig config =
                ClientConfig.DEFAULT.withMaxConnections(connections).withPipelineDepth(depth);
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
