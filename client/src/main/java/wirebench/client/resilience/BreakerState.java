package wirebench.client.resilience;

/// What a circuit breaker does with exchanges.
public enum BreakerState {
    /// It lets them through and counts how they end.
    CLOSED,
    /// It refuses them.
    OPEN,
    /// It lets a few through to see how they end.
    HALF_OPEN
}
