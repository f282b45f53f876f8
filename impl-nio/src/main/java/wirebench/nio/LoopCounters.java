package wirebench.nio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.client.AcquireTimes;
import wirebench.client.CloseReason;
import wirebench.client.PoolStats;
import wirebench.client.ReconnectCounts;
import wirebench.client.pool.CloseCounts;
import wirebench.client.reconnect.Reconnection;

/// Counters of what the connections of one loop are doing. Written by the loop's thread alone, read by any.
///
/// Some of these change with every exchange, so writing must cost no fence: opaque writes are plain stores that no
/// reader sees half, and a reader who was told of an exchange's end sees what came before it.
final class LoopCounters {
    private static final int MOST_LEAKS = 64;

    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong leases = new AtomicLong();
    private final AtomicLong wakeUps = new AtomicLong();
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final List<Reconnection> kept = new CopyOnWriteArrayList<>();
    private final CloseCounts closed = new CloseCounts();
    private final AcquireTimes acquireTimes = new AcquireTimes();

    void opened() {
        created.setOpaque(created.getPlain() + 1);
    }

    void closed(CloseReason reason) {
        closed.closed(reason);
    }

    /// An exchange got a connection, or the permission to open one, without waiting.
    void leased() {
        leases.setOpaque(leases.getPlain() + 1);
    }

    /// An exchange waited so long, in vain or not.
    void waited(long nanos) {
        acquireTimes.waited(nanos);
    }

    void idle(int difference) {
        idle.setOpaque(idle.getPlain() + difference);
    }

    void waiting(int difference) {
        waiting.setOpaque(waiting.getPlain() + difference);
    }

    /// The loop woke because of time alone, to look after its pools.
    void wokeUp() {
        wakeUps.setOpaque(wakeUps.getPlain() + 1);
    }

    /// A lease has lasted suspiciously long. After some, more of them tell nothing new.
    void leaked(String where) {
        if (leaks.size() < MOST_LEAKS) {
            leaks.add(where);
        }
    }

    /// There is an origin to which connections are kept open.
    void keeps(Reconnection reconnection) {
        kept.add(reconnection);
    }

    /// A snapshot; while the loop runs, its parts may be a moment apart.
    PoolStats stats() {
        int idleNow = idle.getOpaque();
        Map<CloseReason, Long> closedNow = closed.counts();
        long closedSum = closedNow.values().stream().mapToLong(Long::longValue).sum();
        long createdNow = created.getOpaque();
        int leased = (int) Math.max(0, createdNow - closedSum - idleNow);
        return new PoolStats(
                leased,
                idleNow,
                waiting.getOpaque(),
                createdNow,
                closedNow,
                acquireTimes.histogram(leases.getOpaque()),
                wakeUps.getOpaque(),
                leaks,
                kept.stream().map(Reconnection::counts).reduce(ReconnectCounts.NONE, ReconnectCounts::plus));
    }
}
