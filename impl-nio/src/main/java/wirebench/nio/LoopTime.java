package wirebench.nio;

import wirebench.client.NanoClock;

/// The time as one loop sees it, and when the loop has to look around at the latest. Confined to the event loop.
final class LoopTime {
    private static final long MILLI = 1_000_000;

    private final NanoClock clock;
    private final Alarm timeouts = new Alarm();
    private final Alarm upkeep = new Alarm();
    private long now;
    private boolean stale = true;

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

    /// Tells the time as it is, to those who note it.
    NanoClock clock() {
        return clock;
    }

    /// The time, read now: for timings.
    long exact() {
        return clock.nanos();
    }

    /// Lets [#now] read the clock again.
    void pass() {
        stale = true;
    }

    /// Rings when an exchange may have expired.
    Alarm timeouts() {
        return timeouts;
    }

    /// Rings when a pool has to be looked after.
    Alarm upkeep() {
        return upkeep;
    }

    /// How long nothing is due, as a timeout for a selector.
    ///
    /// @return milliseconds, rounded up; 0 if something is due now, `Long.MAX_VALUE` if nothing ever is
    long quietMillis() {
        long due = Math.min(timeouts.nanos(), upkeep.nanos());
        if (due == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return due <= now ? 0 : (due - now + MILLI - 1) / MILLI;
    }
}
