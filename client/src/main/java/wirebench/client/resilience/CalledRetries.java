package wirebench.client.resilience;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.failure.FailureContext;

/// The attempts after the first of a synchronous exchange: its thread makes them, and waits between them.
final class CalledRetries implements Attempt.Retries {
    private final ResilientClient client;
    private final Attempt attempt;
    private final ResilientClient.Step step;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Function<FailureContext, ExchangeFailure> why; // it was stopped

    CalledRetries(ResilientClient client, Attempt attempt, ResilientClient.Step step) {
        this.client = client;
        this.attempt = attempt;
        this.step = step;
    }

    /// Returns when a response was received.
    void carryOut() throws ExchangeException {
        attempt.retries = this;
        stopIfUnwanted();
        ExchangeException failure;
        do {
            pause();
            attempt.next();
            failure = client.carryOutOnce(attempt, step);
        } while (attempt.wantsAnother(failure));
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void stop(Function<FailureContext, ExchangeFailure> reason) {
        why = reason;
        stopped.countDown();
    }

    /// Whoever cancelled or closed before the first pause began did not find it.
    private void stopIfUnwanted() {
        if (attempt.cancelled) {
            stop(circumstances -> circumstances.cancelled(null));
        } else if (client.closed()) {
            stop(FailureContext::clientClosed);
        }
    }

    private void pause() throws ExchangeException {
        boolean ended;
        try {
            ended = stopped.await(attempt.pauseNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw attempt.circumstances().cancelled(e);
        }
        if (ended) {
            throw Objects.requireNonNull(why).apply(attempt.circumstances());
        }
    }
}
