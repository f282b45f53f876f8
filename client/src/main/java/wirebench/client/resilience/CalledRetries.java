package wirebench.client.resilience;

import dev.failsafe.Call;
import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wirebench.client.Circumstances;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.Phase;

/// The attempts after the first of a synchronous exchange: its thread makes them, and sleeps between them.
final class CalledRetries implements Attempt.Retries {
    private final ResilientClient client;
    private final Attempt attempt;
    private final ResilientClient.Step step;
    private final @Nullable ExchangeException first; // null if a response was held back
    private final Call<Void> call;
    private volatile @Nullable Function<Circumstances, ExchangeFailure> stopped; // why
    private boolean wanted = true; // another attempt

    CalledRetries(
            ResilientClient client, Attempt attempt, ResilientClient.Step step, @Nullable ExchangeException first) {
        this.client = client;
        this.attempt = attempt;
        this.step = step;
        this.first = first;
        call = Failsafe.with(policy(client.rules(), attempt, () -> wanted)).newCall(this::attempt);
    }

    /// One policy for both modes: when and how often is up to our rules, which have decided before Failsafe asks;
    /// Failsafe schedules, counts and ends it.
    static RetryPolicy<Object> policy(RetryRules rules, Attempt attempt, BooleanSupplier wanted) {
        RetryPolicyBuilder<Object> builder = RetryPolicy.builder()
                .handleIf((_, _) -> wanted.getAsBoolean())
                .withMaxAttempts(rules.attempts())
                .withDelayFn(_ -> Duration.ofNanos(attempt.pauseNanos()));
        long left = rules.leftNanos(attempt.deadlineNanos());
        return left == Long.MAX_VALUE
                ? builder.build()
                : builder.withMaxDuration(Duration.ofNanos(left)).build();
    }

    /// Returns when a response was received.
    void carryOut() throws ExchangeException {
        attempt.retries = this;
        if (client.closed()) {
            throw attempt.circumstances().clientClosed();
        }
        try {
            call.execute();
        } catch (FailsafeException e) {
            throw failure(e);
        }
        if (wanted) {
            throw ended(null);
        }
    }

    @Override
    public void stop(Function<Circumstances, ExchangeFailure> why) {
        stopped = why;
        boolean _ = call.cancel(true);
    }

    private void attempt(ExecutionContext<Void> context) throws ExchangeException {
        ExchangeException failure = first;
        if (!context.isFirstAttempt()) {
            attempt.next();
            wanted = false; // nor is it after what a handler throws
            failure = client.carryOutOnce(attempt, step);
            wanted = attempt.wantsAnother(failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ExchangeException failure(FailsafeException e) {
        return switch (e.getCause()) {
            case ExchangeException failure when !wanted -> failure;
            case InterruptedException interrupt -> ended(interrupt);
            case null, default -> ended(null);
        };
    }

    /// What ended a pause other than its time.
    private ExchangeException ended(@Nullable InterruptedException interrupt) {
        Function<Circumstances, ExchangeFailure> why = stopped;
        if (why != null) {
            return why.apply(attempt.circumstances());
        }
        if (interrupt != null) {
            return attempt.circumstances().cancelled(interrupt);
        }
        return attempt.circumstances().timeout(Phase.TOTAL, client.config().timeouts());
    }
}
