package wirebench.nio;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.pool.PoolHealth;
import wirebench.client.wire.WireExchange;

/// A connection's age and uses, and whether it may serve another exchange. Confined to the event loop.
final class ConnectionAge {
    private final PoolHealth health;
    private final LoopTime time;
    private final LoopSocket socket;
    private final long retirementNanos;
    private boolean retired;
    private long uses;
    private long idleSinceNanos;

    /// @param chance draws its lifetime
    ConnectionAge(PoolHealth health, LoopTime time, LoopSocket socket, RandomGenerator chance) {
        this.health = health;
        this.time = time;
        this.socket = socket;
        retirementNanos = health.retirementNanos(time.now(), chance);
    }

    /// An exchange is complete.
    void used() {
        uses++;
    }

    /// Whether an exchange has been completed, so that the connection is known to persist.
    boolean hasBegun() {
        return uses > 0;
    }

    /// No exchange follows those that are under way.
    void retire() {
        retired = true;
    }

    /// Whether it may serve another exchange besides those that are under way.
    boolean takesMore(int underWay) {
        return !retired && uses + underWay < health.maxUses() && time.now() < retirementNanos;
    }

    /// Why no other exchange may follow the last, if so.
    ///
    /// @param drained whether the last read of its response found nothing more
    @Nullable
    CloseReason endOfUse(WireExchange received, boolean drained) {
        boolean reusable = !retired && received.reusable() && (drained || socket.isSilent());
        return reusable ? health.endOfUse(time.now(), retirementNanos, uses) : CloseReason.NOT_REUSABLE;
    }

    /// The connection is idle from now on.
    void becameIdle() {
        idleSinceNanos = time.now();
    }

    /// Why an idle connection must not be kept, if so.
    @Nullable
    CloseReason endOfIdleness() {
        return health.endOfIdleness(time.now(), idleSinceNanos, retirementNanos);
    }

    /// When an idle connection has to be looked at.
    long dueNanos() {
        return health.dueNanos(idleSinceNanos, retirementNanos);
    }

    /// Why an idle connection must not serve a request, if so.
    @Nullable
    CloseReason endOfRest() {
        long now = time.now();
        boolean sameTurn = now == idleSinceNanos; // then the read that ended its exchange has just found nothing more
        return sameTurn ? endOfIdleness() : health.endOfRest(now, idleSinceNanos, retirementNanos, socket);
    }
}
