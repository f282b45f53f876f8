package wirebench.jmh;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.load.LoadException;
import wirebench.protocol.Fields;

/// Exchanges of a client that is told to use one strategy or another, driven, recorded and counted like
/// [KeepAlive]'s. What differs between the arms stands in the subclasses.
public abstract class ArmBenchmark extends ExchangeBenchmark {
    @Param({"blocking", "nio", "virtual"})
    String client = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable WireMeasurement measurement;

    /// For JMH.
    protected ArmBenchmark() {}

    /// What the client is told, and what it is asked for.
    ///
    /// @throws IOException if there is no place for what it takes, such as files
    abstract WireParameters parameters() throws IOException;

    /// Exchanges in one invocation, large against the moments at its start and end in which fewer are in flight.
    abstract int batch();

    /// Opens the measurement; a subclass may look at its JVM first, or drive the client in another way.
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofClient(cell, parameters, Fields.NONE);
    }

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        open(CellId.of(running));
    }

    final void open(CellId cell) throws IOException, LoadException, InterruptedException {
        measurement = measure(cell, parameters());
    }

    /// A batch of exchanges, counted one by one.
    ///
    /// @throws LoadException if one fails
    /// @throws InterruptedException if JMH gives up
    @Benchmark
    public void exchange() throws LoadException, InterruptedException {
        drive(batch());
    }

    final void drive(int exchanges) throws LoadException, InterruptedException {
        Objects.requireNonNull(measurement).drive(exchanges);
    }

    /// Compares the counts of both ends and closes everything.
    ///
    /// @throws LoadException if they differ, which fails the fork
    @TearDown
    public void close() throws LoadException {
        Objects.requireNonNull(measurement).close();
    }
}
