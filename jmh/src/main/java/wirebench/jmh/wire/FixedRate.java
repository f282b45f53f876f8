package wirebench.jmh.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.jmh.ExchangeBenchmark;
import wirebench.jmh.folder.RunningCell;
import wirebench.jmh.measure.RateMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.load.open.Arrivals;
import wirebench.reports.files.CellId;

/// **Question.** How long do small exchanges take that arrive at a given rate, whatever becomes of those before?
///
/// **Expectation.** Far below what a client can do at most, the three are alike, for each exchange waits for the same
/// wake-ups; near it the response time grows without bound, and the rate at which it does so is what tells them
/// apart. The score is but the rate of the arrivals, as far as it was kept: what is asked are the secondary metrics
/// `response.p99` and its like, which [RateProfiler][wirebench.jmh.profile.RateProfiler] adds.
///
/// **Floor.** `lag.p99`: how late the driver itself was.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar FixedRate -p client=nio -p rate=8000 -p arrivals=poisson -p
/// server=child -prof wirebench.jmh.profile.RateProfiler`
public class FixedRate extends ExchangeBenchmark {
    /// Arrivals in one invocation: the schedule goes on from one to the next, and is drawn anew for each iteration.
    static final int BATCH = 100;

    @Param({"blocking", "nio", "virtual"})
    String client = "";

    @Param({"2000", "8000", "20000", "40000"})
    int rate;

    @Param({"uniform", "poisson"})
    String arrivals = "";

    @Param("1")
    long seed;

    /// Connections, and threads of the blocking client; as many exchanges are under way as arrive.
    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    @Param({"child", "embedded"})
    String server = "";

    private @Nullable RateMeasurement measurement;

    /// For JMH.
    public FixedRate() {}

    /// Starts the server and proves that the arm gets the right answer.
    ///
    /// @param running the cell that runs
    /// @throws IOException if the server cannot be started or the answer is not whole
    @Setup
    public void open(BenchmarkParams running) throws IOException {
        open(RunningCell.of(running));
    }

    final void open(CellId cell) throws IOException {
        WireParameters parameters = new WireParameters(client, concurrency, scenario, server);
        measurement =
                RateMeasurement.open(cell, parameters, new Arrivals(Arrivals.Spacing.named(arrivals), rate, seed, 1));
    }

    /// The next arrivals, each carried out when it is meant to.
    ///
    /// @throws LoadException if an exchange fails
    /// @throws InterruptedException if JMH gives up
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exchange() throws LoadException, InterruptedException {
        Objects.requireNonNull(measurement).carryOut(BATCH);
    }

    /// Waits for what is under way.
    ///
    /// @throws InterruptedException if JMH gives up
    @TearDown(Level.Iteration)
    public void endIteration() throws InterruptedException {
        Objects.requireNonNull(measurement).endWindow();
    }

    /// Compares the counts of both ends and closes everything.
    ///
    /// @throws LoadException if they differ, which fails the fork
    @TearDown
    public void close() throws LoadException {
        Objects.requireNonNull(measurement).close();
    }
}
