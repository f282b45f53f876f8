package wirebench.nio;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// The pools of one loop, and when they have to be tended. Confined to the event loop.
///
/// What becomes due at about the same time is done at once, a little late, so that the loop does not wake for each
/// connection: so a pool's upkeep costs no more wake-ups the more connections there are.
final class Pools {
    private static final long MILLI = 1_000_000;

    /// By what part of the shortest time that is configured things may be late.
    private static final int LATENESS = 16;

    private final HomeLoop loop;
    private final LoopTime time;
    private final Exchanges exchanges;
    private final LoopShare share;
    private final LoopCounters counters;
    private final WirePool buffers;
    private final WirePool recordBuffers;
    private final long latenessNanos;
    private final Map<Origin, LoopPool> pools = new HashMap<>();
    private @Nullable LoopPool last; // mostly the next exchange has the same origin

    Pools(HomeLoop loop, Exchanges exchanges, LoopShare share, LoopCounters counters) {
        this.loop = loop;
        this.exchanges = exchanges;
        this.share = share;
        this.counters = counters;
        time = loop.time();
        buffers = new WirePool(share, share.supply());
        recordBuffers = new WirePool(share, share.recordBuffers());
        long shortest = Math.min(share.health().idleNanos(), share.health().lifetimeNanos());
        latenessNanos = Math.clamp(Math.min(shortest, share.leakNanos()) / LATENESS, MILLI, 1_000 * MILLI);
    }

    LoopPool to(Origin origin) {
        LoopPool pool = last;
        if (pool == null || !pool.leadsTo(origin)) {
            pool = pools.computeIfAbsent(origin, this::open);
            last = pool;
        }
        return pool;
    }

    /// Tends the pools if something may be due.
    ///
    /// @param byTimeAlone whether the loop woke for no other reason
    /// @return whether something might have been due
    boolean tend(boolean byTimeAlone) {
        long now = time.now();
        if (!time.upkeep().rings(now)) {
            return false;
        }
        if (byTimeAlone) {
            counters.wokeUp();
        }
        time.upkeep().silence(now + latenessNanos);
        pools.values().forEach(LoopPool::tend);
        forgetUnused();
        return true;
    }

    /// Lets go of the origins to which there are no connections any more.
    void forgetUnused() {
        last = null;
        pools.values().removeIf(LoopPool::unused);
    }

    void closeIdle() {
        pools.values().forEach(LoopPool::closeIdle);
    }

    private LoopPool open(Origin origin) {
        return new LoopPool(origin, loop, exchanges, share, counters, origin.secure() ? recordBuffers : buffers);
    }
}
