package wirebench.client.resilience;

import java.time.Duration;
import java.util.Set;
import wirebench.client.config.Backoff;

/// When an exchange is tried again. Immutable.
///
/// @param attempts at most so many, the first included; 1 for no retries
/// @param backoff how long to pause before each
/// @param statuses status codes after which an idempotent request is sent again
/// @param retryAfterCap the longest wish of a server that is granted: a response whose Retry-After is longer is
///     returned instead
/// @param budget how many retries all exchanges of the client may make together
public record RetryConfig(
        int attempts, Backoff backoff, Set<Integer> statuses, Duration retryAfterCap, BudgetConfig budget) {
    /// Three attempts, for 502 (Bad Gateway), 503 (Service Unavailable) and 504 (Gateway Timeout) as well, and
    /// up to 30 s of Retry-After; the defaults of backoff and budget.
    public static final RetryConfig DEFAULT =
            new RetryConfig(3, Backoff.DEFAULT, Set.of(502, 503, 504), Duration.ofSeconds(30), BudgetConfig.DEFAULT);

    /// No retries.
    public static final RetryConfig NONE = DEFAULT.withAttempts(1);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if there is to be no attempt, a status is no server error, or the cap is
    ///     negative
    public RetryConfig {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
        }
        statuses = Set.copyOf(statuses);
        statuses.forEach(RetryConfig::requireServerError);
        if (retryAfterCap.isNegative()) {
            throw new IllegalArgumentException("retryAfterCap must not be negative: " + retryAfterCap);
        }
    }

    /// Copies with another number of attempts.
    ///
    /// @param most the first included
    /// @return the copy
    public RetryConfig withAttempts(int most) {
        return new RetryConfig(most, backoff, statuses, retryAfterCap, budget);
    }

    /// Copies with another backoff.
    ///
    /// @param other the backoff
    /// @return the copy
    public RetryConfig withBackoff(Backoff other) {
        return new RetryConfig(attempts, other, statuses, retryAfterCap, budget);
    }

    /// Copies with other status codes.
    ///
    /// @param codes 5xx
    /// @return the copy
    public RetryConfig withStatuses(Set<Integer> codes) {
        return new RetryConfig(attempts, backoff, codes, retryAfterCap, budget);
    }

    /// Copies with another bound on Retry-After.
    ///
    /// @param longest zero to grant none
    /// @return the copy
    public RetryConfig withRetryAfterCap(Duration longest) {
        return new RetryConfig(attempts, backoff, statuses, longest, budget);
    }

    /// Copies with another budget.
    ///
    /// @param other the budget
    /// @return the copy
    public RetryConfig withBudget(BudgetConfig other) {
        return new RetryConfig(attempts, backoff, statuses, retryAfterCap, other);
    }

    private static void requireServerError(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("only a server error may be retried, not " + status);
        }
    }
}
