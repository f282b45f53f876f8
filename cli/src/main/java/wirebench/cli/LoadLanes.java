package wirebench.cli;

import org.jspecify.annotations.Nullable;
import wirebench.client.HttpClient;
import wirebench.client.Timings;
import wirebench.load.LoadDriver;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.open.Arrivals;
import wirebench.load.open.OpenLoop;

/// All exchanges in flight of a load: makes the loops over them, and knows what they have seen together. To be used
/// between runs, on one thread; what came first may be asked from anywhere.
final class LoadLanes {
    private final HttpClient client;
    private final LoadPlan plan;
    private final FirstSeen first = new FirstSeen();

    /// @param client carries the exchanges out; stays the caller's to close
    LoadLanes(HttpClient client, LoadPlan plan) {
        this.client = client;
        this.plan = plan;
    }

    /// A loop as planned, in the client's native mode.
    LoadDriver loop() {
        return plan.arrivals().isPresent()
                ? open(plan.arrivals().get())
                : ClosedLoop.of(client, _ -> lane(null), plan.concurrency(), plan.patience());
    }

    /// An open loop with other arrivals than planned.
    OpenLoop open(Arrivals model) {
        return OpenLoop.of(
                client, model, _ -> lane(new Timings()), plan.concurrency(), OpenLoop.MOST_PENDING, plan.patience());
    }

    private AnyResponseLane lane(@Nullable Timings timings) {
        return new AnyResponseLane(client, plan.request(), first, timings);
    }

    /// What failed first since the last [#forget]; null if nothing did.
    @Nullable
    Throwable firstFailure() {
        return first.failure();
    }

    /// Forgets what failed: the warm-up is over.
    void forget() {
        first.forgetFailure();
    }

    /// What has to be answered, as far as it is known by now.
    ExpectedStatuses expected() {
        return ExpectedStatuses.of(plan.expected(), plan.firstDecides() ? first.status() : 0);
    }
}
