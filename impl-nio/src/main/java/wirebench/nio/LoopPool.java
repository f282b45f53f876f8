package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.Origin;

/// One loop's connections to one origin, and the exchanges that wait for one of them. Confined to the event loop.
///
/// No method here tells a handler anything, so each may be called from within a handler's call.
final class LoopPool {
    private final Origin origin;
    private final Route route;
    private final EventLoop loop;
    private final LoopShare share;
    private final LoopCounters counters;
    private final IdleConnections idle = new IdleConnections();
    private final WaitingLine line = new WaitingLine();

    /// Connections leased, idle or being opened.
    private int open;

    LoopPool(Origin origin, EventLoop loop, LoopShare share, LoopCounters counters) {
        this.origin = origin;
        this.loop = loop;
        this.share = share;
        this.counters = counters;
        route = Route.to(origin);
    }

    /// Whether this is the pool of an origin; mostly it is the same object as before.
    @SuppressWarnings("ReferenceEquality") // a short cut before the comparison of values
    boolean leadsTo(Origin other) {
        return other == origin || other.equals(origin);
    }

    /// Finds a connection for an exchange: the one used last, or a new one, or the next that becomes free.
    void acquire(Exchange exchange) {
        NioConnection connection = lease();
        if (connection != null) {
            connection.begin(exchange, true);
        } else if (open < share.maxConnections()) {
            open(exchange);
        } else if (line.size() < share.maxWaiting()) {
            enqueue(exchange);
        } else {
            loop.exchanges().fail(exchange, exchange.circumstances().lineFull(share.maxWaiting()));
        }
    }

    /// Takes a connection back that may serve another exchange.
    void release(NioConnection connection) {
        Exchange next = poll();
        if (next != null) {
            connection.begin(next, true);
            return;
        }
        idle.push(connection);
        counters.idle(1);
        loop.time().wakeBy(Deadline.after(loop.time().now(), share.idleNanos()));
    }

    /// Notes that a connection is closed which was leased or being opened; whoever waits longest opens another.
    void closed(CloseReason reason) {
        forget(reason);
        Exchange next = loop.ending() ? null : poll();
        if (next != null) {
            open(next);
        }
    }

    /// Opens a new connection in the place of one that was closed, for the same exchange.
    void replace(Exchange exchange) {
        forget(CloseReason.STALE);
        open(exchange);
    }

    /// Notes that a connection is closed which was idle.
    void idleClosed(NioConnection connection, CloseReason reason) {
        idle.remove(connection);
        counters.idle(-1);
        forget(reason);
    }

    /// Lets an exchange wait no longer.
    void withdraw(Exchange waiting) {
        line.remove(waiting);
        counters.waiting(-1);
    }

    /// Whether there is neither a connection nor anybody who waits for one.
    boolean unused() {
        return open == 0 && line.size() == 0;
    }

    /// Closes the connections that were idle for too long.
    ///
    /// @return when the next one will have been
    long expireIdle(long now) {
        while (true) {
            NioConnection oldest = idle.oldest();
            if (oldest == null) {
                return Long.MAX_VALUE;
            }
            long due = Deadline.after(oldest.idleSinceNanos(), share.idleNanos());
            if (due > now) {
                return due;
            }
            oldest.closeIdle(CloseReason.IDLE);
        }
    }

    void closeIdle() {
        NioConnection connection;
        while ((connection = idle.oldest()) != null) {
            connection.closeIdle(CloseReason.CLIENT_CLOSED);
        }
    }

    private @Nullable NioConnection lease() {
        NioConnection connection;
        while ((connection = idle.pop()) != null) {
            counters.idle(-1);
            if (connection.usable(loop.time().now(), share.idleNanos())) {
                return connection;
            }
            connection.close();
            forget(CloseReason.STALE);
        }
        return null;
    }

    private void open(Exchange exchange) {
        open++;
        counters.opened();
        new Opening(exchange, loop, this, share).begin(route);
    }

    private void forget(CloseReason reason) {
        open--;
        counters.closed(reason);
    }

    private void enqueue(Exchange exchange) {
        exchange.waitsIn = this;
        line.add(exchange);
        counters.waiting(1);
        loop.exchanges().expireAt(exchange, Deadline.after(loop.time().now(), share.acquireNanos()));
    }

    private @Nullable Exchange poll() {
        Exchange next = line.poll();
        if (next != null) {
            counters.waiting(-1);
        }
        return next;
    }
}
