package wirebench.nio;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// The pools of one loop, and when they have to be looked after. Confined to the event loop.
///
/// What becomes due at about the same time is done at once, a little late, so that the loop does not wake for each
/// connection: so a pool's upkeep costs no more wake-ups the more connections there are.
final class Pools {
    private static final long MILLI = 1_000_000;

    /// By what part of the shortest time that is configured things may be late.
    private static final int LATENESS = 16;

    private final EventLoop loop;
    private final LoopShare share;
    private final LoopCounters counters;
    private final Alarm alarm;
    private final long latenessNanos;
    private final Map<Origin, LoopPool> pools = new HashMap<>();
    private @Nullable LoopPool last; // mostly the next exchange has the same origin
    private long restsUntilNanos;

    Pools(EventLoop loop, LoopShare share, LoopCounters counters) {
        this.loop = loop;
        this.share = share;
        this.counters = counters;
        alarm = loop.time().upkeep();
        long shortest = Math.min(share.health().idleNanos(), share.health().lifetimeNanos());
        latenessNanos = Math.clamp(Math.min(shortest, share.leakNanos()) / LATENESS, MILLI, 1_000 * MILLI);
    }

    LoopPool to(Origin origin) {
        LoopPool pool = last;
        if (pool == null || !pool.leadsTo(origin)) {
            pool = pools.computeIfAbsent(origin, to -> new LoopPool(to, loop, share, counters));
            last = pool;
        }
        return pool;
    }

    /// Makes sure that the pools are looked after not long after some point in time.
    void lookBy(long nanos) {
        alarm.by(Math.max(nanos, restsUntilNanos));
    }

    /// Looks after the pools if something may be due.
    ///
    /// @param byTimeAlone whether the loop woke for no other reason
    void look(boolean byTimeAlone) {
        long now = loop.time().now();
        if (!alarm.rings(now)) {
            return;
        }
        if (byTimeAlone) {
            counters.wokeUp();
        }
        restsUntilNanos = now + latenessNanos;
        pools.values().forEach(LoopPool::look);
        loop.exchanges().reportLeaks(now);
        forgetUnused();
    }

    /// Lets go of the origins to which there are no connections any more.
    void forgetUnused() {
        last = null;
        pools.values().removeIf(LoopPool::unused);
    }

    void closeIdle() {
        pools.values().forEach(LoopPool::closeIdle);
    }
}
