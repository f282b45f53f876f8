package wirebench.jmh.pools;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import wirebench.jmh.ForkedBenchmark;
import wirebench.jmh.measure.ClientTraffic;
import wirebench.jmh.measure.TimedLoop;
import wirebench.load.LoadException;
import wirebench.load.closed.ClosedLoop;

/// **Question.** What does it cost to lease a connection and to release it, when there is no network behind the pool:
/// with enough for all, and with fewer than want one?
///
/// **Expectation.** With enough for all, pools that remember by thread what it had last come close to the floor, and
/// pools with one lock fall off with more threads than cores. With fewer, waking up decides, and all come together.
///
/// **Floor.** The pool `none`: each thread has its own. It holds what the loop, its clock and the check that nothing
/// is leased twice cost by themselves.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar PoolOnly.hold -p pool=hikari-bag -p threads=v2000 -p size=50 -prof
/// wirebench.jmh.profile.LatencyProfiler`. A latency is that of a whole operation: lease, hold and release; of `lease`,
/// where nothing is held, that of 64 leases and releases.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PoolOnly extends ForkedBenchmark {
    /// Leases in one invocation, large against the moments at its start and end in which threads are idle.
    static final int LEASES = 1 << 20;

    /// The same for those that are held while others come to wait.
    static final int HOLDS = 1 << 14;

    /// Leases for one look at the clock, which costs more than a lease.
    static final int TURNS = 64;

    @Param({
        "none",
        "lifo",
        "lifo-unfair",
        "fifo",
        "striped",
        "thread-affine",
        "thread-affine-unfair",
        "lock-free",
        "lock-free-unfair",
        "dedicated",
        "httpcore-strict",
        "httpcore-lax",
        "commons-pool",
        "stormpot",
        "hikari-bag"
    })
    String pool = "";

    /// So many platform threads, or, with a `v` before, virtual ones.
    @Param({"1", "8", "64", "v2", "v50", "v2000"})
    String threads = "";

    @Param({"4", "8", "50"})
    int size;

    private final AtomicInteger made = new AtomicInteger();
    private @Nullable LeasePool<? extends Token> opened;
    private @Nullable ClosedLoop loop;

    /// For JMH.
    public PoolOnly() {}

    /// Opens the pool and starts the threads, which live as long as the trial.
    ///
    /// @param running which of the two benchmarks
    /// @throws IllegalArgumentException if a parameter has no meaning
    @Setup
    public void open(BenchmarkParams running) {
        open(running.getBenchmark().endsWith(".hold"));
    }

    void open(boolean yields) {
        boolean virtual = threads.startsWith("v");
        int number = Integer.parseInt(virtual ? threads.substring(1) : threads);
        opened = LeasePool.open(pool, size, virtual, made);
        loop = loop(opened, yields, virtual, number);
        TimedLoop.begins(loop);
    }

    private static <T extends Token> ClosedLoop loop(LeasePool<T> pool, boolean yields, boolean virtual, int number) {
        return ClosedLoop.onThreads(
                virtual ? ClosedLoop.virtualThreads() : ClosedLoop.platformThreads(),
                _ -> new LeaseLane<>(pool, yields, yields ? 1 : TURNS),
                number,
                ClientTraffic.PATIENCE);
    }

    /// A batch of leases, each checked and released at once.
    ///
    /// @throws LoadException if something was leased twice at a time, or could not be leased
    /// @throws InterruptedException if JMH gives up
    @Benchmark
    @OperationsPerInvocation(LEASES)
    public void lease() throws LoadException, InterruptedException {
        drive(LEASES / TURNS);
    }

    /// A batch of leases that are held while their threads yield, so that others come to wait.
    ///
    /// @throws LoadException if something was leased twice at a time, or could not be leased
    /// @throws InterruptedException if JMH gives up
    @Benchmark
    @OperationsPerInvocation(HOLDS)
    public void hold() throws LoadException, InterruptedException {
        drive(HOLDS);
    }

    void drive(int times) throws LoadException, InterruptedException {
        Objects.requireNonNull(loop).drive(times);
    }

    /// Ends the threads, closes the pool, and insists that it made no more than it may.
    ///
    /// @throws LoadException if it did, which fails the fork
    @TearDown
    public void close() throws LoadException {
        try (LeasePool<? extends Token> _ = Objects.requireNonNull(opened)) {
            Objects.requireNonNull(loop).close();
        }
        if (!pool.equals("none") && made.get() > size) {
            throw new LoadException("the pool " + pool + " of " + size + " made " + made.get());
        }
    }
}
