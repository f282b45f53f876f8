package wirebench.client.pool;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.config.PoolConfig;

/// Which connections a pool may go on using, as far as their age and use tell: the policy that all pools share.
/// Immutable.
///
/// @param idleNanos how long a connection may be idle
/// @param lifetimeNanos how long it may serve, `Long.MAX_VALUE` for ever
/// @param variance by what part of that its own lifetime may be shorter
/// @param maxUses exchanges that it may serve, `Long.MAX_VALUE` for any number
/// @param probeNanos how long it must have been idle for its end to be looked for before use
public record PoolHealth(long idleNanos, long lifetimeNanos, double variance, long maxUses, long probeNanos) {
    /// The policy that a configuration asks for.
    ///
    /// @param config the pool's
    /// @return the policy in the units of hot code
    public static PoolHealth of(PoolConfig config) {
        return new PoolHealth(
                Deadline.nanos(config.idleTimeout()),
                config.maxLifetime().isZero() ? Long.MAX_VALUE : Deadline.nanos(config.maxLifetime()),
                config.lifetimeVariance(),
                config.maxUses() == 0 ? Long.MAX_VALUE : config.maxUses(),
                Deadline.nanos(config.probeAfter()));
    }

    /// When a connection that opens now has to go.
    ///
    /// @param nowNanos the time
    /// @param chance draws its own lifetime
    /// @return a point in time, `Long.MAX_VALUE` for never
    public long retirementNanos(long nowNanos, RandomGenerator chance) {
        if (lifetimeNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long shorter = (long) (lifetimeNanos * variance * chance.nextDouble());
        return Deadline.after(nowNanos, Math.max(1, lifetimeNanos - shorter));
    }

    /// Why a connection that has just ended an exchange must not be kept, if so.
    ///
    /// @param nowNanos the time
    /// @param retirementNanos when it has to go
    /// @param uses exchanges that it has served
    /// @return the reason, or null if it may serve another
    public @Nullable CloseReason endOfUse(long nowNanos, long retirementNanos, long uses) {
        if (uses >= maxUses) {
            return CloseReason.USES;
        }
        return nowNanos >= retirementNanos ? CloseReason.LIFETIME : null;
    }

    /// Why an idle connection must not be kept, if so.
    ///
    /// @param nowNanos the time
    /// @param idleSinceNanos when it ended its last exchange
    /// @param retirementNanos when it has to go
    /// @return the reason, or null if it may stay
    public @Nullable CloseReason endOfIdleness(long nowNanos, long idleSinceNanos, long retirementNanos) {
        if (nowNanos >= retirementNanos) {
            return CloseReason.LIFETIME;
        }
        return nowNanos - idleSinceNanos > idleNanos ? CloseReason.IDLE : null;
    }

    /// Why an idle connection must not serve a request, if so: because of its age, or because octets came that nobody
    /// asked for, or because it has ended, for which is looked unless it was idle for a moment only.
    ///
    /// @param nowNanos the time
    /// @param idleSinceNanos when it ended its last exchange
    /// @param retirementNanos when it has to go
    /// @param probe looks at it
    /// @return the reason, or null if it may serve
    public @Nullable CloseReason endOfRest(long nowNanos, long idleSinceNanos, long retirementNanos, IdleProbe probe) {
        CloseReason aged = endOfIdleness(nowNanos, idleSinceNanos, retirementNanos);
        if (aged != null) {
            return aged;
        }
        boolean quiet = nowNanos - idleSinceNanos < probeNanos ? probe.nothingCame() : probe.isSilent();
        return quiet ? null : CloseReason.STALE;
    }

    /// When an idle connection has to be looked at.
    ///
    /// @param idleSinceNanos when it ended its last exchange
    /// @param retirementNanos when it has to go
    /// @return the earlier of the ends of its idleness and of its lifetime
    public long dueNanos(long idleSinceNanos, long retirementNanos) {
        return Math.min(Deadline.after(idleSinceNanos, idleNanos), retirementNanos);
    }
}
