package wirebench.client;

import java.util.Locale;

/// Why a pool's connection was closed.
public enum CloseReason {
    /// Its exchange failed, or connecting did.
    FAILED,

    /// Its exchange ended well but left it in a state in which no other may follow: a side announced to close, the
    /// body ended with the connection, or octets came unasked.
    NOT_REUSABLE,

    /// It was found closed or with unasked octets when it was about to be used again, or while it was idle.
    STALE,

    /// It was idle for longer than [PoolConfig#idleTimeout][wirebench.client.config.PoolConfig#idleTimeout].
    IDLE,

    /// It reached its [PoolConfig#maxLifetime][wirebench.client.config.PoolConfig#maxLifetime].
    LIFETIME,

    /// It served [PoolConfig#maxUses][wirebench.client.config.PoolConfig#maxUses] exchanges.
    USES,

    /// It was idle and belonged to somebody else, and there was no room for another (`PoolStrategy.DEDICATED`).
    DISPLACED,

    /// The client was closed.
    CLIENT_CLOSED;

    /// The reason as a word.
    ///
    /// @return lower case, with hyphens
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
