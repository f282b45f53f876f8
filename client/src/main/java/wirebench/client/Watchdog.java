package wirebench.client;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Closes connections whose deadline has passed: one thread for all deadlines of a client.
///
/// A thread that waits in a blocking read cannot look at the clock, so somebody else must. This thread sleeps until
/// the earliest deadline that it knows of and only then looks at all connections. Deadlines of one timeout come in
/// order, so arming one seldom wakes it: about once per timeout, not once per exchange. Thread-safe.
final class Watchdog implements AutoCloseable {
    private static final long CLOSE_MILLIS = 1_000;

    private final Collection<SynchronousConnection> watched;
    private final NanoClock clock;
    private final AtomicLong wakeAt = new AtomicLong(Long.MAX_VALUE);
    private final Thread thread;
    private volatile boolean closed;

    Watchdog(String name, Collection<SynchronousConnection> watched, NanoClock clock) {
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
                lowerTo(expire(now));
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
    }

    /// Expires what is due and returns the earliest deadline of the rest.
    private long expire(long nowNanos) {
        long earliest = Long.MAX_VALUE;
        for (SynchronousConnection connection : watched) {
            connection.expireIfPast(nowNanos);
            earliest = Math.min(earliest, connection.deadlineNanos());
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
