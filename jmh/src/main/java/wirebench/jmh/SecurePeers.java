package wirebench.jmh;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.load.LoadException;

/// **Question.** How many exchanges do off-the-shelf clients complete in a second by way of the JDK's TLS, where
/// [Secured] asks the same of ours?
///
/// **Expectation.** The order of [PeerExchange], closer together: all seal and open the same records by the same
/// engine or its sockets, and what comes on top differs. Each model of ours has at least 1.3 times the rate of the
/// best peer of its kind.
///
/// **Floor.** The arm `plain` of [Secured], and [RecordSeal] for what the engine takes.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar SecurePeers -p peer=netty-nio -p concurrency=64 -p server=child
/// -prof gc`
public class SecurePeers extends ExchangeBenchmark {
    /// As many as in [Secured], with which it is compared.
    static final int BATCH = Secured.BATCH;

    @Param({
        "jdk-sync",
        "jdk-sync-virtual",
        "jdk-async",
        "urlconnection",
        "urlconnection-virtual",
        "apache-strict",
        "apache-strict-virtual",
        "apache-lax",
        "apache-lax-virtual",
        "apache-async",
        "okhttp",
        "okhttp-virtual",
        "jetty-sync",
        "jetty-sync-virtual",
        "jetty-async",
        "netty-nio",
        "vertx",
        "reactor-netty",
        "helidon",
        "helidon-virtual"
    })
    String peer = "";

    @Param("tls13")
    String transport = "";

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable WireMeasurement measurement;

    /// For JMH.
    public SecurePeers() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        WireParameters parameters = new WireParameters(peer, concurrency, scenario, server);
        MeasuredTls tls = MeasuredTls.of(transport, "p-256");
        measurement = WireMeasurement.ofPeer(CellId.of(running), parameters.secured(tls));
    }

    /// A batch of exchanges, counted one by one.
    ///
    /// @throws LoadException if one fails
    /// @throws InterruptedException if JMH gives up
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exchange() throws LoadException, InterruptedException {
        Objects.requireNonNull(measurement).drive(BATCH);
    }

    /// Compares the counts of both ends and closes everything.
    ///
    /// @throws LoadException if they differ, which fails the fork
    @TearDown
    public void close() throws LoadException {
        Objects.requireNonNull(measurement).close();
    }
}
