package wirebench.client.resilience;

import org.jspecify.annotations.Nullable;

/// What a [ResilientClient] can be told. Immutable.
///
/// @param retries when an exchange is tried again
/// @param breaker when an origin is not tried at all, or null for never
public record ResilienceConfig(
        RetryConfig retries, @Nullable BreakerConfig breaker) {
    /// The defaults of retries; no breaker.
    public static final ResilienceConfig DEFAULT = new ResilienceConfig(RetryConfig.DEFAULT, null);

    /// Copies with other retries.
    ///
    /// @param other when an exchange is tried again
    /// @return the copy
    public ResilienceConfig withRetries(RetryConfig other) {
        return new ResilienceConfig(other, breaker);
    }

    /// Copies with another breaker.
    ///
    /// @param other null for none
    /// @return the copy
    public ResilienceConfig withBreaker(@Nullable BreakerConfig other) {
        return new ResilienceConfig(retries, other);
    }
}
