package wirebench.client.resilience;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeFailure;
import wirebench.client.failure.FailureContext;

/// The attempts after the first of an exchange that was started: between them no thread waits.
///
/// ```
///              pause                     stop
/// UNDER_WAY <---------> PAUSING -----------------> OVER
///     |        its time                              ^
///     +---------- the attempt was the last ----------+
/// ```
/// Thread-safe. Who ends a pause, its time or somebody who cancels, is settled by compare-and-set; the object of the
/// attempt is this one's as long as the state is not [State#OVER], and somebody else's after that.
final class StartedRetries implements Attempt.Retries {
    private enum State {
        PAUSING,
        UNDER_WAY,
        OVER
    }

    private final ResilientClient client;
    private final Attempt attempt;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private volatile @Nullable Future<?> pausing; // which may have ended

    StartedRetries(ResilientClient client, Attempt attempt) {
        this.client = client;
        this.attempt = attempt;
    }

    /// Takes over after the first attempt.
    void begin() {
        attempt.retries = this;
        pause();
    }

    /// Pauses until the next attempt, now that one has ended.
    void pause() {
        long nanos = attempt.pauseNanos(); // first, for whoever stops the pause gives the attempt away
        state.set(State.PAUSING);
        try {
            Future<?> begun = client.after(nanos, this::attempt);
            pausing = begun;
            stopIfUnwanted();
            if (state.get() == State.OVER) {
                begun.cancel(false); // whoever stopped it may not have found it
            }
        } catch (RejectedExecutionException e) {
            stop(FailureContext::clientClosed);
        }
    }

    /// Notes that the present attempt was the last.
    void over() {
        state.compareAndSet(State.UNDER_WAY, State.OVER);
    }

    @Override
    public void stop(Function<FailureContext, ExchangeFailure> why) {
        if (!state.compareAndSet(State.PAUSING, State.OVER)) {
            return;
        }
        Future<?> begun = pausing;
        if (begun != null) {
            begun.cancel(false);
        }
        client.finishLater(attempt, why.apply(attempt.circumstances()));
    }

    /// Whether the present attempt has begun and not ended.
    boolean underWay() {
        return state.get() == State.UNDER_WAY;
    }

    private void attempt() {
        if (state.compareAndSet(State.PAUSING, State.UNDER_WAY)) {
            attempt.next();
            client.startOnce(attempt, this);
        }
    }

    /// Whoever cancelled or closed while the pause began did not find it.
    private void stopIfUnwanted() {
        if (attempt.cancelled) {
            stop(circumstances -> circumstances.cancelled(null));
        } else if (client.closed()) {
            stop(FailureContext::clientClosed);
        }
    }
}
