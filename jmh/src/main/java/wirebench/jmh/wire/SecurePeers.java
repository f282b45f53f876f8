package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.MeasuredTls;
import wirebench.jmh.measure.WireParameters;

/// **Question.** How many exchanges do off-the-shelf clients complete in a second by way of the JDK's TLS, where
/// [Secured] asks the same of ours?
///
/// **Expectation.** The order of [PeerExchange], closer together: all seal and open the same records by the same
/// engine or its sockets, and what comes on top differs. Each model of ours has at least 1.3 times the rate of the
/// best peer of its kind.
///
/// **Floor.** The arm `plain` of [Secured], and `RecordSeal` for what the engine takes.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar SecurePeers -p peer=netty-nio -p concurrency=64 -p server=child
/// -prof gc`
@OperationsPerInvocation(SecurePeers.BATCH)
public class SecurePeers extends PeerBenchmark {
    /// As many as in [Secured], with which it is compared.
    static final int BATCH = Secured.BATCH;

    @Param("tls13")
    String transport = "";

    @Param("64")
    int concurrency;

    /// For JMH.
    public SecurePeers() {}

    @Override
    WireParameters parameters() throws IOException {
        return new WireParameters(peer, concurrency, scenario, server).secured(MeasuredTls.of(transport, "p-256"));
    }

    @Override
    int batch() {
        return BATCH;
    }
}
