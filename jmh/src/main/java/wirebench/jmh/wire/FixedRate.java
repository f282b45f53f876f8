package wirebench.jmh.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import wirebench.jmh.measure.RateMeasurement;
import wirebench.jmh.measure.WireParameters;
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
@OperationsPerInvocation(FixedRate.BATCH)
public class FixedRate extends WireBenchmark {
    /// Arrivals in one invocation: the schedule goes on from one to the next, and is drawn anew for each iteration.
    static final int BATCH = 100;

    @Param(ALL)
    String client = "";

    @Param({"2000", "8000", "20000", "40000"})
    int rate;

    @Param({"uniform", "poisson"})
    String arrivals = "";

    @Param("1")
    long seed;

    /// Connections, and threads of a client that has one for each; as many exchanges are under way as arrive.
    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    private @Nullable RateMeasurement opened;

    /// For JMH.
    public FixedRate() {}

    @Override
    WireParameters parameters() {
        return new WireParameters(client, concurrency, scenario, server);
    }

    @Override
    RateMeasurement measure(CellId cell, WireParameters parameters) throws IOException {
        opened = RateMeasurement.open(cell, parameters, new Arrivals(Arrivals.Spacing.named(arrivals), rate, seed, 1));
        return opened;
    }

    /// Waits for what is under way.
    ///
    /// @throws InterruptedException if JMH gives up
    @TearDown(Level.Iteration)
    public void endIteration() throws InterruptedException {
        Objects.requireNonNull(opened).endWindow();
    }

    @Override
    int batch() {
        return BATCH;
    }
}
