package wirebench.nio;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.client.PoolStats;

/// What the connections of one loop are doing. Written by the loop's thread alone, read by any.
///
/// Two of these change with every exchange, so writing must cost no fence: opaque writes are plain stores that no
/// reader sees half, and a reader who was told of an exchange's end sees what came before it.
final class LoopCounters {
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();

    void opened() {
        created.setOpaque(created.getPlain() + 1);
    }

    void closed() {
        closed.setOpaque(closed.getPlain() + 1);
    }

    void idle(int difference) {
        idle.setOpaque(idle.getPlain() + difference);
    }

    void waiting(int difference) {
        waiting.setOpaque(waiting.getPlain() + difference);
    }

    /// A snapshot; while the loop runs, its parts may be a moment apart.
    PoolStats stats() {
        int idleNow = idle.getOpaque();
        long closedNow = closed.getOpaque();
        long createdNow = created.getOpaque();
        int leased = (int) Math.max(0, createdNow - closedNow - idleNow);
        return new PoolStats(leased, idleNow, waiting.getOpaque(), createdNow, closedNow);
    }
}
