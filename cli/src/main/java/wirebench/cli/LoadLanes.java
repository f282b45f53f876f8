package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import wirebench.client.HttpClient;
import wirebench.client.Timings;
import wirebench.load.LoadDriver;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenLoop;

/// All exchanges in flight of a load: makes the loops over them, and knows what they have seen together. To be used
/// between runs, on one thread; [#firstFailure] may be asked from anywhere.
final class LoadLanes {
    private final HttpClient client;
    private final LoadPlan plan;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private final List<AnyResponseLane> lanes = new ArrayList<>();

    /// @param client carries the exchanges out; stays the caller's to close
    LoadLanes(HttpClient client, LoadPlan plan) {
        this.client = client;
        this.plan = plan;
    }

    /// A loop as planned, in the client's native mode.
    LoadDriver loop() {
        return plan.arrivals().isPresent()
                ? open(plan.arrivals().get())
                : ClosedLoop.of(client, _ -> lane(null), plan.concurrency(), Patience.DEFAULT);
    }

    /// An open loop with other arrivals than planned.
    OpenLoop open(Arrivals model) {
        return OpenLoop.of(
                client, model, _ -> lane(new Timings()), plan.concurrency(), OpenLoop.MOST_PENDING, Patience.DEFAULT);
    }

    private AnyResponseLane lane(@Nullable Timings timings) {
        AnyResponseLane lane = new AnyResponseLane(client, plan.request(), firstFailure, timings);
        lanes.add(lane);
        return lane;
    }

    /// What failed first since the last [#forget]; null if nothing did.
    @Nullable
    Throwable firstFailure() {
        return firstFailure.get();
    }

    /// Forgets what was seen: the warm-up is over.
    void forget() {
        firstFailure.set(null);
        drainStatuses();
    }

    /// Responses by the first digit of their status, from 0 to 9, since the last call.
    List<Long> drainStatuses() {
        long[] sums = new long[AnyResponseLane.STATUS_CLASSES];
        lanes.forEach(lane -> lane.drainStatuses(sums));
        return LongStream.of(sums).boxed().toList();
    }
}
