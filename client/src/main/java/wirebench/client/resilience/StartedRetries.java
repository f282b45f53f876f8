package wirebench.client.resilience;

import dev.failsafe.AsyncExecution;
import dev.failsafe.Failsafe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeFailure;
import wirebench.client.Phase;
import wirebench.client.failure.FailureContext;

/// The attempts after the first of an exchange that was started: between them no thread waits.
///
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
    private final AtomicReference<State> state = new AtomicReference<>(State.PAUSING);
    private volatile @Nullable AsyncExecution<Void> execution; // of the present attempt
    private volatile @Nullable CompletableFuture<Void> running;

    StartedRetries(ResilientClient client, Attempt attempt) {
        this.client = client;
        this.attempt = attempt;
    }

    /// Takes over after the first attempt.
    void begin() {
        attempt.retries = this;
        CompletableFuture<Void> future = Failsafe.with(
                        CalledRetries.policy(client.rules(), attempt, () -> state.get() == State.PAUSING)
                                .withDelayFn(_ -> Duration.ofNanos(attempt.pauseNanos()))
                                .build())
                .with(client.timer())
                .runAsyncExecution(this::attempt);
        running = future;
        var _ = future.whenComplete((_, _) -> stop(this::givenUp));
        stopIfUnwanted();
        if (state.get() == State.OVER) {
            future.cancel(false); // whoever stopped it may not have found it
        }
    }

    /// Pauses once more: the present attempt has ended as the first one did.
    void again() {
        state.set(State.PAUSING);
        record();
        stopIfUnwanted();
    }

    /// Notes that the present attempt was the last.
    void over() {
        if (state.compareAndSet(State.UNDER_WAY, State.OVER)) {
            record();
        }
    }

    @Override
    public void stop(Function<FailureContext, ExchangeFailure> why) {
        if (!state.compareAndSet(State.PAUSING, State.OVER)) {
            return;
        }
        CompletableFuture<Void> future = running;
        if (future != null) {
            future.cancel(false);
        }
        client.finishLater(attempt, why.apply(attempt.circumstances()));
    }

    /// Failsafe's part: the first time it is told of the attempt that was made before, from then on it makes one.
    private void attempt(AsyncExecution<Void> made) {
        execution = made;
        if (made.isFirstAttempt()) {
            record();
        } else if (state.compareAndSet(State.PAUSING, State.UNDER_WAY)) {
            attempt.next();
            client.startOnce(attempt, this);
        }
    }

    /// Whether the present attempt has begun and not ended.
    boolean underWay() {
        return state.get() == State.UNDER_WAY;
    }

    private void record() {
        AsyncExecution<Void> made = execution;
        if (made != null) {
            made.recordResult(null);
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

    private ExchangeFailure givenUp(FailureContext circumstances) {
        return client.closed()
                ? circumstances.clientClosed()
                : circumstances.timeout(Phase.TOTAL, client.config().timeouts());
    }
}
