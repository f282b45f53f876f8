package wirebench.load.open;

import java.time.Duration;
import wirebench.client.ExecutionModel;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.NullClient;
import wirebench.load.lane.NullLane;

/// What the drivers themselves cost, over a client without a wire. A program, since a time is nothing to assert:
///
/// ```
/// java -cp CLASSPATH wirebench.load.open.DriverCost
/// ```
final class DriverCost {
    private static final int EXCHANGES = 20_000_000;
    private static final double MOST_RATE = 10_000_000;

    private DriverCost() {}

    /// Prints nanoseconds and octets of heap per exchange of each driver, after a warm-up.
    public static void main(String... arguments) throws InterruptedException {
        NullClient threads = new NullClient(ExecutionModel.PLATFORM_THREADS);
        try (ClosedLoop loop = ClosedLoop.of(threads, _ -> new NullLane(threads), 1, Patience.NONE)) {
            loop.run(EXCHANGES);
            print("closed, one thread", loop.run(EXCHANGES));
        }
        NullClient loops = new NullClient(ExecutionModel.EVENT_LOOPS);
        // The schedule is behind all the time, so that the pacer never waits: what remains is the driver.
        Arrivals arrivals = Arrivals.uniform(MOST_RATE);
        Duration window = Duration.ofMillis(500);
        try (OpenLoop loop = OpenLoop.of(loops, arrivals, _ -> new NullLane(loops), 1, 1, Patience.NONE)) {
            loop.run(window);
            print("open, event loops", loop.run(window));
        }
    }

    private static void print(String name, LoadResult result) {
        System.out.printf(
                "%-20s %6.0f ns %6.2f B per exchange%n",
                name,
                (double) result.elapsedNanos() / result.exchanges(),
                result.allocatedBytesPerExchange().orElse(Double.NaN));
    }
}
