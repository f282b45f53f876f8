package wirebench.jmh.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.jmh.ExchangeBenchmark;
import wirebench.jmh.folder.RunningCell;
import wirebench.jmh.measure.Measurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// Exchanges over the wire with a server in its own process, driven in batches and counted at both ends. What drives
/// them stands in the subclasses.
public abstract class WireBenchmark extends ExchangeBenchmark {
    /// Stands for every client on the class path where an annotation would have to list them: whoever runs benchmarks
    /// puts their names in its place ([wirebench.jmh.program.PlainJmh]).
    static final String ALL = "all";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable Measurement measurement;

    /// For JMH.
    protected WireBenchmark() {}

    /// What drives the wire, what it is told, and what it is asked for.
    ///
    /// @throws IOException if there is no place for what it takes, such as files
    abstract WireParameters parameters() throws IOException;

    /// Exchanges in one invocation, large against the moments at its start and end in which fewer are in flight.
    abstract int batch();

    /// Opens the measurement.
    abstract Measurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException;

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    /// @throws LoadException if an exchange fails, or both ends count differently
    /// @throws InterruptedException if JMH gives up
    @Setup
    public void open(BenchmarkParams running) throws IOException, LoadException, InterruptedException {
        open(RunningCell.of(running));
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
