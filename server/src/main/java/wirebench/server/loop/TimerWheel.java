package wirebench.server.loop;

import org.jspecify.annotations.Nullable;

/// Timers in slots of one millisecond, hashed by the moment they expire: setting and cancelling take constant time
/// however many are pending, and neither needs a thread or memory.
///
/// A timer further away than one turn of the wheel is passed over once per turn. Timers never expire early.
/// Confined to the event loop. Moments are those of `System.nanoTime()`.
final class TimerWheel {
    private static final int SLOTS = 4096;
    private static final int MASK = SLOTS - 1;
    private static final long TICK_NANOS = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    /// Moments that need not be exact are moved to multiples of this, so that thousands of them share a few slots
    /// and do not wake the loop every millisecond.
    private static final long COARSE_TICKS = 1024;

    private final @Nullable Timer[] slots = new Timer[SLOTS];
    private final long startNanos;
    private long now; // the tick up to which all timers have expired
    private long wake = NEVER; // no timer expires before this tick
    private int pending;

    TimerWheel(long nowNanos) {
        startNanos = nowNanos;
    }

    /// Sets `timer` to expire at `deadlineNanos` or up to a millisecond later. If it was set before, that is
    /// forgotten.
    void set(Timer timer, long deadlineNanos) {
        setTick(timer, tickAfter(deadlineNanos));
    }

    /// Sets `timer` to expire at `deadlineNanos` or up to about a second later.
    void setCoarsely(Timer timer, long deadlineNanos) {
        long tick = tickAfter(deadlineNanos);
        setTick(timer, (tick + COARSE_TICKS - 1) / COARSE_TICKS * COARSE_TICKS);
    }

    private long tickAfter(long deadlineNanos) {
        return Math.ceilDiv(deadlineNanos - startNanos, TICK_NANOS);
    }

    private void setTick(Timer timer, long tick) {
        cancel(timer);
        timer.tick = Math.max(now + 1, tick);
        int slot = (int) timer.tick & MASK;
        Timer first = slots[slot];
        timer.next = first;
        if (first != null) {
            first.previous = timer;
        }
        slots[slot] = timer;
        wake = Math.min(wake, timer.tick);
        pending++;
    }

    /// Forgets `timer`, if it is set.
    void cancel(Timer timer) {
        if (timer.tick == Timer.UNSET) {
            return;
        }
        Timer before = timer.previous;
        Timer after = timer.next;
        if (before == null) {
            slots[(int) timer.tick & MASK] = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        timer.previous = null;
        timer.next = null;
        timer.tick = Timer.UNSET;
        pending--;
    }

    /// Lets all timers expire whose moment has come.
    void expire(long nowNanos) {
        long nowTick = (nowNanos - startNanos) / TICK_NANOS;
        if (nowTick < wake) {
            return;
        }
        long first = Math.max(wake, nowTick - MASK);
        now = nowTick; // before any timer runs, so that what it sets goes behind the slots visited here
        for (long tick = first; tick <= nowTick; tick++) {
            expireSlot((int) tick & MASK, nowTick);
        }
        wake = nextOccupied();
    }

    private void expireSlot(int slot, long nowTick) {
        Timer timer = slots[slot];
        while (timer != null) {
            Timer next = timer.next;
            if (timer.tick <= nowTick) {
                cancel(timer);
                timer.expired();
            }
            timer = next;
        }
    }

    private long nextOccupied() {
        if (pending == 0) {
            return NEVER;
        }
        long tick = now + 1;
        while (slots[(int) tick & MASK] == null) {
            tick++;
        }
        return tick;
    }

    /// Milliseconds until [#expire] has something to do, rounded up; zero or less if that is now, and
    /// `Long.MAX_VALUE` if no timer is set.
    long sleepMillis(long nowNanos) {
        return wake == NEVER ? NEVER : Math.ceilDiv(wake * TICK_NANOS - (nowNanos - startNanos), TICK_NANOS);
    }

    /// Timers set.
    int pending() {
        return pending;
    }
}
