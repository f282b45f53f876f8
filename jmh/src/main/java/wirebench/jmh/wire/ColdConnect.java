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
import wirebench.jmh.measure.ClientTraffic;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;

/// **Question.** What does an exchange cost when nothing is reused: connect, one exchange, close?
///
/// **Expectation.** Mostly the kernel: the clients differ by less than on kept-alive connections, and all stay at a
/// small part of that rate.
///
/// **Floor.** [KeepAlive] at the same concurrency, as the ceiling: what a connection for each exchange takes away.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar ColdConnect -p client=nio -p server=child -prof gc`
public class ColdConnect extends ExchangeBenchmark {
    /// Exchanges in one invocation, large against the moments at its start and end in which fewer are in flight.
    static final int BATCH = 2_048;

    @Param({"blocking", "nio", "virtual"})
    String client = "";

    @Param({"8"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable WireMeasurement measurement;

    /// For JMH.
    public ColdConnect() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        WireParameters parameters = new WireParameters(client, concurrency, scenario, server);
        measurement = WireMeasurement.ofClient(RunningCell.of(running), parameters, ClientTraffic.closing());
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
