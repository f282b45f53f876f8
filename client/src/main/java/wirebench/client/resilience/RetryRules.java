package wirebench.client.resilience;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.events.RetryEvent;

/// Decides whether another attempt follows, and after how long: once for each attempt that did not succeed.
/// Thread-safe.
final class RetryRules {
    private final RetryConfig config;
    private final RetryBudget budget;
    private final NanoClock clock;
    private final InstantSource wallClock;
    private final RandomGenerator chance; // guarded by this
    private final ResilienceListener listener;
    private final LongAdder retries = new LongAdder();
    private final LongAdder overBudget = new LongAdder();

    RetryRules(
            RetryConfig config,
            NanoClock clock,
            InstantSource wallClock,
            RandomGenerator chance,
            ResilienceListener listener) {
        this.config = config;
        this.clock = clock;
        this.wallClock = wallClock;
        this.chance = chance;
        this.listener = listener;
        budget = new RetryBudget(config.budget(), clock.nanos());
    }

    /// Notes that an exchange begins.
    void begins() {
        budget.deposit();
    }

    /// Whether a response is held back and its request sent again. Allocates nothing for a status that is not
    /// retried.
    boolean retries(Attempt attempt, int status, @Nullable String retryAfter) {
        if (!config.statuses().contains(status) || !attempt.request().repeatable()) {
            return false;
        }
        boolean retried = schedules(attempt, askedNanos(retryAfter, wallClock.instant()));
        if (retried) {
            tell(attempt, String.valueOf(status), true);
        }
        return retried;
    }

    /// Whether an attempt that failed is made again.
    boolean retries(Attempt attempt, ExchangeException failure) {
        boolean retried = Retryability.of(attempt.request(), failure) && schedules(attempt, 0);
        tell(attempt, failure.kind(), retried);
        return retried;
    }

    long retries() {
        return retries.sum();
    }

    long overBudget() {
        return overBudget.sum();
    }

    private boolean schedules(Attempt attempt, long askedNanos) {
        if (attempt.number() >= config.attempts() || !attempt.mayGoOn()) {
            return false;
        }
        long pause = Math.max(askedNanos, pauseNanos(attempt));
        return granted(askedNanos) && attempt.hasTimeFor(pause, clock.nanos()) && affords(attempt, pause);
    }

    private boolean affords(Attempt attempt, long pause) {
        if (!budget.withdraw(clock.nanos())) {
            overBudget.increment();
            listener.budgetExhausted(attempt.request());
            return false;
        }
        retries.increment();
        attempt.pauses(pause);
        return true;
    }

    private void tell(Attempt attempt, String trouble, boolean retried) {
        HttpRequest request = attempt.request();
        listener.attemptFailed(request, attempt.number(), trouble, retried);
        if (retried) {
            listener.retryScheduled(request, attempt.number() + 1, attempt.pauseNanos());
            RetryEvent.emit(request.origin(), attempt.number() + 1, attempt.pauseNanos(), trouble);
        }
    }

    private long pauseNanos(Attempt attempt) {
        synchronized (this) {
            return config.backoff().pauseNanos(attempt.number(), attempt.pauseNanos(), chance);
        }
    }

    private boolean granted(long askedNanos) {
        return askedNanos <= Deadline.nanos(config.retryAfterCap());
    }

    private static long askedNanos(@Nullable String retryAfter, Instant now) {
        return Deadline.nanos(RetryAfter.of(retryAfter, now));
    }
}
