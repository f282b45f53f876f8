package wirebench.client.threads;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import wirebench.client.NanoClock;

/// Closes connections whose deadline has passed, and tends the pools: one thread for all that is due in a client.
///
/// A thread that waits in a blocking read cannot look at the clock, so somebody else must. This thread sleeps until
/// the earliest deadline that it knows of and only then looks at all connections. Deadlines of one timeout come in
/// order, so arming one seldom wakes it: about once per timeout, not once per exchange. Thread-safe.
final class Watchdog implements AutoCloseable {
    private static final long CLOSE_MILLIS = 1_000;

    private final Collection<OriginConnections> watched;
    private final NanoClock clock;
    private final AtomicLong wakeAt = new AtomicLong(Long.MAX_VALUE);
    private final Thread thread;
    private final AtomicLong wakeUps = new AtomicLong();
    private volatile boolean closed;

    Watchdog(String name, Collection<OriginConnections> watched, NanoClock clock) {
        this.watched = watched;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name(name + "-watchdog").start(this::watch);
    }

    /// Makes sure that the watchdog looks at that point in time. Call it after the deadline was armed.
    void notice(long deadlineNanos) {
        if (lowerTo(deadlineNanos)) {
            LockSupport.unpark(thread);
        }
    }

    /// How often it has woken and looked around.
    long wakeUps() {
        return wakeUps.get();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            long now = clock.nanos();
            if (wakeAt.get() <= now) {
                // Whoever arms from here on is either seen by the scan or lowers this again.
                wakeAt.set(Long.MAX_VALUE);
                lowerTo(lookAround(now));
            } else {
                sleep(now);
            }
        }
    }

    private void sleep(long nowNanos) {
        long until = wakeAt.get();
        if (until == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, until - nowNanos);
        }
        wakeUps.incrementAndGet();
    }

    /// Does what is due and returns when the next thing is.
    private long lookAround(long nowNanos) {
        long earliest = Long.MAX_VALUE;
        for (OriginConnections connections : watched) {
            connections.expireIfPast(nowNanos);
            earliest = Math.min(earliest, connections.deadlineNanos());
            earliest = Math.min(earliest, connections.tend(nowNanos));
        }
        return earliest;
    }

    private boolean lowerTo(long deadlineNanos) {
        long at = wakeAt.get();
        while (deadlineNanos < at) {
            if (wakeAt.compareAndSet(at, deadlineNanos)) {
                return true;
            }
            at = wakeAt.get();
        }
        return false;
    }
}
