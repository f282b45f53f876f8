package wirebench.nio;

import wirebench.client.NanoClock;

/// The time as one loop sees it, and when the loop has to look around at the latest. Confined to the event loop.
final class LoopTime {
    private static final long MILLI = 1_000_000;

    private final NanoClock clock;
    private long now;
    private boolean stale = true;
    private long wakeNanos = Long.MAX_VALUE; // nothing is due before

    LoopTime(NanoClock clock) {
        this.clock = clock;
    }

    /// The time, read once per turn: exact enough for deadlines, and cheap.
    long now() {
        if (stale) {
            stale = false;
            now = clock.nanos();
        }
        return now;
    }

    /// The time, read now: for timings.
    long exact() {
        return clock.nanos();
    }

    /// Lets [#now] read the clock again.
    void pass() {
        stale = true;
    }

    /// Makes sure that the loop looks around not long after some point in time.
    void wakeBy(long nanos) {
        if (nanos < wakeNanos) {
            wakeNanos = nanos;
        }
    }

    /// Whether something may be due. If so, all that is due later has to ask for [#wakeBy] anew.
    boolean mayBeDue() {
        if (now() < wakeNanos) {
            return false;
        }
        wakeNanos = Long.MAX_VALUE;
        return true;
    }

    /// How long nothing is due, as a timeout for a selector.
    ///
    /// @return milliseconds, rounded up; 0 if something is due now, `Long.MAX_VALUE` if nothing ever is
    long quietMillis() {
        if (wakeNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return wakeNanos <= now ? 0 : (wakeNanos - now + MILLI - 1) / MILLI;
    }
}
