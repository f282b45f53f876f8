package wirebench.contract;

import java.time.Duration;

/// Timeouts that are meant to fire, long enough that a busy machine gets the exchange into the phase that is meant.
final class Brief {
    /// For a phase that the exchange is certain to reach first.
    static final Duration TIMEOUT = Duration.ofMillis(250);

    /// For a whole exchange, part of which has to be over before it fires.
    static final Duration WHOLE = Duration.ofMillis(500);

    private Brief() {}
}
