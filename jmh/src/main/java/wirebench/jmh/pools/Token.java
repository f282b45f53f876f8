package wirebench.jmh.pools;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A stand-in for a connection, to be leased. It knows whether it is leased, for a pool that leases it twice at a
/// time would be fast and useless. Thread-safe.
public class Token {
    private final AtomicBoolean leased = new AtomicBoolean();

    /// @param made counts the tokens of a pool
    Token(AtomicInteger made) {
        made.incrementAndGet();
    }

    /// Whoever leased it says so. A plain look at a plain mark costs next to nothing; among millions of leases it
    /// does not miss a pool that leases twice.
    ///
    /// @throws IllegalStateException if somebody else has it
    public void take() {
        if (leased.getOpaque()) {
            throw new IllegalStateException("the pool leased a connection that is leased already");
        }
        leased.setOpaque(true);
    }

    /// Whoever has it says so before the release.
    ///
    /// @throws IllegalStateException if nobody has it
    public void giveBack() {
        if (!leased.getOpaque()) {
            throw new IllegalStateException("a connection is released that is not leased");
        }
        leased.setOpaque(false);
    }
}
