package wirebench.jmh.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.jmh.ExchangeBenchmark;
import wirebench.jmh.folder.RunningCell;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;

/// **Question.** How fast are raw writes and reads of the very octets that the clients exchange, on the same kind
/// of sockets and threads, with no HTTP in between?
///
/// **Expectation.** The event loop is fastest from 8 exchanges in flight on; virtual threads come second.
///
/// **Floor.** This is the floor. It is driven, recorded and counted like [KeepAlive], so that the ratio of the two
/// is the price of HTTP alone. That it moves the same octets is proven before it is timed.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Floor -p client=nio -p concurrency=64 -p server=child -prof gc`
public class Floor extends ExchangeBenchmark {
    /// Exchanges in one invocation, large against the moments at its start and end in which fewer are in flight.
    static final int BATCH = 16_384;

    @Param({"blocking", "nio", "virtual"})
    String client = "";

    @Param({"1", "8", "64", "512"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable WireMeasurement measurement;

    /// For JMH.
    public Floor() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        WireParameters parameters = new WireParameters(client, concurrency, scenario, server);
        measurement = WireMeasurement.ofFloor(RunningCell.of(running), parameters);
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
