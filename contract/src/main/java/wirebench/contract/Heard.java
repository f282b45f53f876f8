package wirebench.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import wirebench.client.HttpRequest;
import wirebench.client.Origin;
import wirebench.client.resilience.BreakerState;
import wirebench.client.resilience.ResilienceListener;

/// Writes down what a resilient client tells. Thread-safe.
final class Heard implements ResilienceListener {
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final List<BreakerState> changes = new CopyOnWriteArrayList<>();

    /// What became of each attempt that failed, such as `1 truncated, retried`.
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /// The pauses before retries, in nanoseconds.
    List<Long> pauses() {
        return List.copyOf(pauses);
    }

    /// What circuit breakers have become.
    List<BreakerState> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void attemptFailed(HttpRequest request, int attempt, String trouble, boolean retried) {
        troubles.add(attempt + " " + trouble + (retried ? ", retried" : ""));
    }

    @Override
    public void retryScheduled(HttpRequest request, int attempt, long pauseNanos) {
        pauses.add(pauseNanos);
    }

    @Override
    public void breakerChanged(Origin origin, BreakerState from, BreakerState to) {
        changes.add(to);
    }
}
