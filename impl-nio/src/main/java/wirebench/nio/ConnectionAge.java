package wirebench.nio;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.pool.PoolHealth;

/// How long and how often a connection has served, and whether it may go on. Confined to the event loop.
final class ConnectionAge {
    private final PoolHealth health;
    private final LoopTime time;
    private final long retirementNanos;
    private long uses;
    private long idleSinceNanos;

    /// @param chance draws its lifetime
    ConnectionAge(PoolHealth health, LoopTime time, RandomGenerator chance) {
        this.health = health;
        this.time = time;
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

    /// Whether it may serve another exchange besides those that are under way.
    boolean takesMore(int underWay) {
        return uses + underWay < health.maxUses() && time.now() < retirementNanos;
    }

    /// Why no other exchange may follow the last, if so.
    @Nullable
    CloseReason endOfUse() {
        return health.endOfUse(time.now(), retirementNanos, uses);
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

    /// Whether an idle connection has found nothing to read, nor an end, as lately as may be.
    boolean isSilent(LoopSocket socket) {
        long idle = time.now() - idleSinceNanos;
        boolean sameTurn = idle == 0; // then the read that ended its exchange has just found nothing more
        return sameTurn || (idle < health.probeNanos() ? socket.isEmpty() : socket.isSilent());
    }
}
