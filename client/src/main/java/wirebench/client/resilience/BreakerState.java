package wirebench.client.resilience;

import java.util.Locale;

/// What a circuit breaker does with exchanges.
public enum BreakerState {
    /// It lets them through and counts how they end.
    CLOSED,
    /// It refuses them.
    OPEN,
    /// It lets a few through to see how they end.
    HALF_OPEN;

    /// The state as events and the command name it.
    ///
    /// @return such as `half-open`
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
