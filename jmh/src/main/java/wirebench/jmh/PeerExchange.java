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

/// **Question.** How many exchanges do off-the-shelf clients complete in a second, where [KeepAlive] asks the same of
/// ours?
///
/// **Expectation.** Each stays below ours of its own model, for it does more: headers by name, cookies, redirects,
/// bodies as streams. Of the blocking ones, those on platform threads beat those on virtual ones by less than they
/// differ among each other.
///
/// **Floor.** [Floor] with the same parameters, as for [KeepAlive].
///
/// **Run.** `java -jar jmh/target/benchmarks.jar PeerExchange -p peer=apache-lax-virtual -p concurrency=64 -p
/// server=child -prof gc`. The peer `netty-epoll` needs Linux and a jar built with `-Pepoll`.
public class PeerExchange extends ExchangeBenchmark {
    /// Exchanges in one invocation, large against the moments at its start and end in which fewer are in flight.
    static final int BATCH = 16_384;

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

    @Param({"1", "8", "64", "512"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable WireMeasurement measurement;

    /// For JMH.
    public PeerExchange() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        WireParameters parameters = new WireParameters(peer, concurrency, scenario, server);
        measurement = WireMeasurement.ofPeer(CellId.of(running), parameters);
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
