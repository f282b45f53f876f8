package wirebench.client.config;

import java.time.Duration;

/// How a client keeps its connections to each origin. Immutable; the acquire timeout is [Timeouts#acquire].
///
/// @param strategy which connection an exchange gets
/// @param fair whether exchanges that wait are served in the order in which they came; if not, one that comes while a
///     connection is free may overtake them, which spares switching threads
/// @param maxConnections leased and idle together
/// @param maxWaiting exchanges that may wait for a connection
/// @param minIdle connections that are kept open without being used, and opened as soon as the origin is known
/// @param idleTimeout how long a connection may stay idle and still be used again
/// @param maxLifetime how long a connection may serve after it was opened; zero for ever
/// @param lifetimeVariance by what part of `maxLifetime` a connection's own may be shorter, drawn evenly, so that
///     connections opened together are not closed together; from 0 to 1
/// @param maxUses exchanges that a connection may serve; 0 for any number
/// @param probeAfter how long a connection must have been idle for its end to be looked for before use; a shorter time
///     leaves the look for octets that came unasked
/// @param leakAfter how long a lease may last before the place where it was taken is reported; zero for never, and
///     then that place is not noted either
public record PoolConfig(
        PoolStrategy strategy,
        boolean fair,
        int maxConnections,
        int maxWaiting,
        int minIdle,
        Duration idleTimeout,
        Duration maxLifetime,
        double lifetimeVariance,
        long maxUses,
        Duration probeAfter,
        Duration leakAfter) {

    /// The connection used last first, waiters in order; 64 connections, 65 536 waiting, none kept; 30 s idle, any
    /// lifetime and number of uses; probed after a millisecond; leaks not looked for.
    public static final PoolConfig DEFAULT = new PoolConfig(
            PoolStrategy.LIFO,
            true,
            64,
            65_536,
            0,
            Duration.ofSeconds(30),
            Duration.ZERO,
            0.1,
            0,
            Duration.ofMillis(1),
            Duration.ZERO);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public PoolConfig {
        requireAtLeast("maxConnections", maxConnections, 1);
        requireAtLeast("maxWaiting", maxWaiting, 0);
        requireAtLeast("minIdle", minIdle, 0);
        requireAtLeast("maxUses", maxUses, 0);
        if (minIdle > maxConnections) {
            throw new IllegalArgumentException(
                    "minIdle must not exceed maxConnections, but " + minIdle + " is more than " + maxConnections);
        }
        if (!idleTimeout.isPositive()) {
            throw new IllegalArgumentException("the idle timeout must be positive, not " + idleTimeout);
        }
        if (!(lifetimeVariance >= 0 && lifetimeVariance <= 1)) {
            throw new IllegalArgumentException("lifetimeVariance must be from 0 to 1, not " + lifetimeVariance);
        }
        requireNotNegative("maxLifetime", maxLifetime);
        requireNotNegative("probeAfter", probeAfter);
        requireNotNegative("leakAfter", leakAfter);
    }

    /// Copies with another strategy.
    ///
    /// @param other which connection an exchange gets
    /// @return the copy
    public PoolConfig withStrategy(PoolStrategy other) {
        return new PoolConfig(
                other,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another order of serving.
    ///
    /// @param inOrder whether those who wait are served in the order in which they came
    /// @return the copy
    public PoolConfig withFair(boolean inOrder) {
        return new PoolConfig(
                strategy,
                inOrder,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another bound on connections.
    ///
    /// @param connections at least 1
    /// @return the copy
    public PoolConfig withMaxConnections(int connections) {
        return new PoolConfig(
                strategy,
                fair,
                connections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another bound on waiting exchanges.
    ///
    /// @param exchanges 0 if none may wait
    /// @return the copy
    public PoolConfig withMaxWaiting(int exchanges) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                exchanges,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another number of connections that are kept open.
    ///
    /// @param connections 0 for none
    /// @return the copy
    public PoolConfig withMinIdle(int connections) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                connections,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another idle timeout.
    ///
    /// @param timeout positive
    /// @return the copy
    public PoolConfig withIdleTimeout(Duration timeout) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                timeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another lifetime of connections.
    ///
    /// @param longest zero for any
    /// @param variance by what part it may be shorter
    /// @return the copy
    public PoolConfig withMaxLifetime(Duration longest, double variance) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                longest,
                variance,
                maxUses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another bound on the exchanges of a connection.
    ///
    /// @param uses 0 for any number
    /// @return the copy
    public PoolConfig withMaxUses(long uses) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                uses,
                probeAfter,
                leakAfter);
    }

    /// Copies with another time after which a connection's end is looked for.
    ///
    /// @param idle zero for always
    /// @return the copy
    public PoolConfig withProbeAfter(Duration idle) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                idle,
                leakAfter);
    }

    /// Copies with another time after which a lease is reported.
    ///
    /// @param leased zero for never
    /// @return the copy
    public PoolConfig withLeakAfter(Duration leased) {
        return new PoolConfig(
                strategy,
                fair,
                maxConnections,
                maxWaiting,
                minIdle,
                idleTimeout,
                maxLifetime,
                lifetimeVariance,
                maxUses,
                probeAfter,
                leased);
    }

    private static void requireAtLeast(String name, long value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }
}
