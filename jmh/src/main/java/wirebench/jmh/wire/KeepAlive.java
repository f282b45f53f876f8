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
import wirebench.protocol.Fields;

/// **Question.** How many exchanges does each client complete in a second on kept-alive connections, when a given
/// number is always in flight, and how long does each take?
///
/// **Expectation.** Close to [Floor] of the same model: nio 0.90 of it, blocking 0.90, virtual 0.85. At one
/// exchange in flight the three are alike, for then they wait for the same wake-ups.
///
/// **Floor.** [Floor] with the same parameters.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar KeepAlive -p client=nio -p concurrency=64 -p server=child -prof
/// gc`
public class KeepAlive extends ExchangeBenchmark {
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
    public KeepAlive() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        WireParameters parameters = new WireParameters(client, concurrency, scenario, server);
        measurement = WireMeasurement.ofClient(RunningCell.of(running), parameters, Fields.NONE);
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
