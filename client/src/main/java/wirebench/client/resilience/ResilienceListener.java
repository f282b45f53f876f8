package wirebench.client.resilience;

import wirebench.client.HttpRequest;
import wirebench.client.Origin;

/// Is told what a [ResilientClient] does besides carrying out exchanges. Called by whichever thread comes upon it, an
/// event loop's included, and for breakers while others wait: it must be thread-safe and must not block. An exchange
/// that goes well tells nothing.
public interface ResilienceListener {
    /// Cares for nothing.
    ResilienceListener NONE = new ResilienceListener() {};

    /// An attempt did not lead to a response that is returned.
    ///
    /// @param request what was sent
    /// @param attempt which one, from 1
    /// @param trouble the kind of the failure, such as `timeout`, or the status code
    /// @param retried whether another follows
    default void attemptFailed(HttpRequest request, int attempt, String trouble, boolean retried) {}

    /// Another attempt will be made.
    ///
    /// @param request what will be sent
    /// @param attempt which one, from 2
    /// @param pauseNanos after how long
    default void retryScheduled(HttpRequest request, int attempt, long pauseNanos) {}

    /// Another attempt would have been made, but all exchanges together have retried too often.
    ///
    /// @param request what would have been sent
    default void budgetExhausted(HttpRequest request) {}

    /// A circuit breaker has changed.
    ///
    /// @param origin whose
    /// @param from before
    /// @param to from now on
    default void breakerChanged(Origin origin, BreakerState from, BreakerState to) {}

    /// A circuit breaker has refused an attempt.
    ///
    /// @param request what was not sent
    default void refused(HttpRequest request) {}
}
