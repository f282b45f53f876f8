package wirebench.client.resilience;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.Phase;
import wirebench.client.failure.FailureContext;

/// The attempts after the first of a synchronous exchange: its thread makes them, and waits between them.
///
/// The wait is ours, since Failsafe's can't be ended with certainty: what cancels a call after it has looked whether it
/// is cancelled and before it sleeps is lost, and the pause lasts as long as it was to.
final class CalledRetries implements Attempt.Retries {
    private final ResilientClient client;
    private final Attempt attempt;
    private final ResilientClient.Step step;
    private final @Nullable ExchangeException first; // null if a response was held back
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Function<FailureContext, ExchangeFailure> why; // it was stopped
    private boolean wanted = true; // another attempt

    CalledRetries(
            ResilientClient client, Attempt attempt, ResilientClient.Step step, @Nullable ExchangeException first) {
        this.client = client;
        this.attempt = attempt;
        this.step = step;
        this.first = first;
    }

    /// One policy for both modes: when and how often is up to our rules, which have decided before Failsafe asks;
    /// Failsafe counts and ends it.
    static RetryPolicyBuilder<Object> policy(RetryRules rules, Attempt attempt, BooleanSupplier wanted) {
        RetryPolicyBuilder<Object> builder =
                RetryPolicy.builder().handleIf((_, _) -> wanted.getAsBoolean()).withMaxAttempts(rules.attempts());
        long left = rules.leftNanos(attempt.deadlineNanos());
        return left == Long.MAX_VALUE ? builder : builder.withMaxDuration(Duration.ofNanos(left));
    }

    /// Returns when a response was received.
    void carryOut() throws ExchangeException {
        attempt.retries = this;
        stopIfUnwanted();
        try {
            Failsafe.with(policy(client.rules(), attempt, () -> wanted).build()).run(this::attempt);
        } catch (FailsafeException e) {
            throw failure(e);
        }
        if (wanted) {
            throw outOfTime();
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

    private void attempt(ExecutionContext<Void> context) throws ExchangeException {
        ExchangeException failure = first;
        if (!context.isFirstAttempt()) {
            wanted = false; // nor is it after a pause that was ended, or what a handler throws
            pause();
            attempt.next();
            failure = client.carryOutOnce(attempt, step);
            wanted = attempt.wantsAnother(failure);
        }
        if (failure != null) {
            throw failure;
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

    private ExchangeException failure(FailsafeException e) {
        return switch (e.getCause()) {
            case ExchangeException failure when !wanted -> failure;
            case InterruptedException interrupt -> attempt.circumstances().cancelled(interrupt);
            case null, default -> outOfTime();
        };
    }

    private ExchangeException outOfTime() {
        return attempt.circumstances().timeout(Phase.TOTAL, client.config().timeouts());
    }
}
