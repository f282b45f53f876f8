package wirebench.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded pool of the connections to one origin: the one used last is leased first, and those who wait are
/// served in the order in which they came.
///
/// A lease is either an idle connection or the permission to open one. The lock is held for a few field accesses
/// and never during I/O; waiting parks. Thread-safe.
///
/// @param <C> the connections
final class ConnectionPool<C> {
    private final Origin origin;
    private final int maxConnections;
    private final int maxWaiting;
    private final NanoClock clock;
    private final AtomicLong created = new AtomicLong();
    private final CloseCounts closed = new CloseCounts();
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<C> idle = new ArrayDeque<>(); // guarded by lock
    private final ArrayDeque<Waiter<C>> waiters = new ArrayDeque<>(); // guarded by lock
    private int leased; // guarded by lock
    private boolean shut; // guarded by lock

    ConnectionPool(Origin origin, ClientConfig config, NanoClock clock) {
        this.origin = origin;
        this.clock = clock;
        maxConnections = config.pool().maxConnections();
        maxWaiting = config.pool().maxWaiting();
    }

    /// Leases a connection, or waits for one.
    ///
    /// @param deadlineNanos the last moment to wait for
    /// @param phase what the deadline is of, for the failure
    /// @return an idle connection, or null for the permission to open one
    /// @throws ExchangeFailure if none came in time, too many wait already, the thread was interrupted or the pool
    ///     closed
    @Nullable
    C lease(long deadlineNanos, Phase phase) throws ExchangeFailure {
        Waiter<C> waiter;
        lock.lock();
        try {
            if (shut) {
                throw cancelled();
            }
            C connection = waiters.isEmpty() ? idle.pollLast() : null;
            if (connection != null || (waiters.isEmpty() && leased < maxConnections)) {
                leased++;
                return connection;
            }
            if (waiters.size() >= maxWaiting) {
                throw new Circumstances(origin, Phase.ACQUIRE, false).lineFull(maxWaiting);
            }
            waiter = new Waiter<>(Thread.currentThread());
            waiters.addLast(waiter);
        } finally {
            lock.unlock();
        }
        return await(waiter, deadlineNanos, phase);
    }

    /// Gives a connection back that may serve another exchange.
    ///
    /// @return false if the pool is closed, so that the caller must close the connection
    boolean release(C connection) {
        Waiter<C> next;
        lock.lock();
        try {
            if (shut) {
                return false;
            }
            next = waiters.pollFirst();
            if (next == null) {
                leased--;
                idle.addLast(connection);
                return true;
            }
            next.grant(connection);
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(next.thread);
        return true;
    }

    /// Gives a lease back whose connection was closed or never opened.
    void discard() {
        Waiter<C> next;
        lock.lock();
        try {
            next = waiters.pollFirst();
            if (next == null) {
                leased--;
                return;
            }
            next.grant(null);
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(next.thread);
    }

    /// Counts a connection that was opened.
    void opened() {
        created.incrementAndGet();
    }

    /// Counts a connection that was closed.
    void closed(CloseReason reason) {
        closed.closed(reason);
    }

    /// Sends everybody who waits away and lends nothing more.
    ///
    /// @return the idle connections, for the caller to close
    List<C> shut() {
        List<C> left;
        List<Waiter<C>> sentAway;
        lock.lock();
        try {
            shut = true;
            left = new ArrayList<>(idle);
            sentAway = new ArrayList<>(waiters);
            idle.clear();
            waiters.clear();
            sentAway.forEach(Waiter::sendAway);
        } finally {
            lock.unlock();
        }
        sentAway.forEach(waiter -> LockSupport.unpark(waiter.thread));
        return left;
    }

    PoolStats stats() {
        lock.lock();
        try {
            return new PoolStats(leased, idle.size(), waiters.size(), created.get(), closed.counts(), AcquireTimes.empty(), 0, List.of());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable C await(Waiter<C> waiter, long deadlineNanos, Phase phase) throws ExchangeFailure {
        while (waiter.state == Waiter.State.WAITING) {
            long left = deadlineNanos - clock.nanos();
            if (Thread.currentThread().isInterrupted() || left <= 0) {
                giveUp(waiter, left, phase);
            } else {
                Parking.until(this, deadlineNanos, clock);
            }
        }
        if (waiter.state == Waiter.State.SENT_AWAY) {
            throw cancelled();
        }
        return waiter.connection;
    }

    /// Leaves the queue, unless a lease was granted at the last moment: then it is kept.
    private void giveUp(Waiter<C> waiter, long leftNanos, Phase phase) throws ExchangeFailure {
        lock.lock();
        try {
            if (!waiters.remove(waiter)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (leftNanos <= 0) {
            throw failure(FailureKind.TIMEOUT, phase, "all " + maxConnections + " connections stayed busy");
        }
        throw failure(FailureKind.CANCELLED, Phase.ACQUIRE, "interrupted while waiting");
    }

    private ExchangeFailure cancelled() {
        return failure(FailureKind.CANCELLED, Phase.ACQUIRE, "the client was closed");
    }

    private ExchangeFailure failure(FailureKind kind, Phase phase, String why) {
        return new ExchangeFailure(kind, phase, false, "no connection to " + origin + " could be had: " + why, null);
    }

    /// Somebody who waits. The state changes once, under the pool's lock, and is read by the one who waits.
    private static final class Waiter<C> {
        enum State {
            WAITING,
            GRANTED,
            SENT_AWAY
        }

        private final Thread thread;
        private @Nullable C connection; // written before the state, read after it
        private volatile State state = State.WAITING;

        Waiter(Thread thread) {
            this.thread = thread;
        }

        void grant(@Nullable C lease) {
            connection = lease;
            state = State.GRANTED;
        }

        void sendAway() {
            state = State.SENT_AWAY;
        }
    }
}
