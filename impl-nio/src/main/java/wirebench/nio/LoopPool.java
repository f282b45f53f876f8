package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.Origin;
import wirebench.client.events.AcquireEvent;
import wirebench.client.names.Resolution;

/// One loop's connections to one origin, and the exchanges that wait for one of them. Confined to the event loop.
///
/// No method here tells a handler anything but [#complete], so each other may be called from within a handler's
/// call.
final class LoopPool {
    private final Origin origin;
    private final Resolution resolution;
    private final EventLoop loop;
    private final LoopShare share;
    private final LoopCounters counters;
    private final IdleConnections idle;
    private final WaitingLine line = new WaitingLine();
    private final Pipelines pipelines = new Pipelines();
    private final WarmUp warmUp;

    /// Connections leased, idle or being opened.
    private int open;

    LoopPool(Origin origin, EventLoop loop, LoopShare share, LoopCounters counters) {
        this.origin = origin;
        this.loop = loop;
        this.share = share;
        this.counters = counters;
        resolution = Resolution.of(origin);
        idle = new IdleConnections(share.order());
        warmUp = new WarmUp(origin, loop, this, share.minIdle(), share.config().reconnect());
        if (share.minIdle() > 0) {
            counters.keeps(warmUp.reconnection());
        }
    }

    /// Whether this is the pool of an origin; mostly it is the same object as before.
    @SuppressWarnings("ReferenceEquality") // a short cut before the comparison of values
    boolean leadsTo(Origin other) {
        return other == origin || other.equals(origin);
    }

    /// Finds a connection for an exchange: an idle one, or a new one, or the next that becomes free.
    void acquire(Exchange exchange) {
        boolean mayServe = !share.fair() || line.size() == 0;
        AcquireEvent event = AcquireEvent.begun(origin);
        if (mayServe && serves(exchange)) {
            AcquireEvent.ended(event, true);
            counters.leased();
        } else if (line.size() < share.maxWaiting()) {
            exchange.wait = event;
            enqueue(exchange);
        } else {
            AcquireEvent.ended(event, false);
            loop.exchanges().fail(exchange, exchange.circumstances().lineFull(share.maxWaiting()));
        }
    }

    /// Opens a connection for an exchange, for which there is room.
    void open(Exchange exchange) {
        open++;
        counters.opened();
        new Opening(exchange, loop, this, share).begin(resolution);
    }

    /// Puts a connection to use that was opened for an exchange, unless that was all to be done.
    void opened(NioConnection connection, Exchange exchange) {
        warmUp.opened();
        if (exchange.warmsUp()) {
            connection.rest();
            complete(exchange);
        } else {
            connection.begin(exchange, false);
        }
    }

    /// Takes a connection back that may serve another exchange.
    void release(NioConnection connection) {
        idle.add(connection);
        counters.idle(1);
        loop.pools().lookBy(connection.service().dueNanos());
    }

    /// Notes that a connection is closed which was leased or being opened.
    void closed(CloseReason reason) {
        open--;
        counters.closed(loop.ending() ? CloseReason.CLIENT_CLOSED : reason);
        warmUp.look();
    }

    /// Notes that a connection is closed which was idle.
    void idleClosed(NioConnection connection, CloseReason reason) {
        unlist(connection);
        closed(reason);
    }

    /// Notes that a connection which awaits responses may be sent another request meanwhile, if that is so.
    void offer(NioConnection connection) {
        if (share.pipelineDepth() > 1) {
            pipelines.offer(connection);
        }
    }

    /// Takes back what was offered.
    void withdraw(NioConnection connection) {
        pipelines.remove(connection);
    }

    /// Lets an exchange wait before all others, since its connection is closed before its response came.
    void sendAgain(Exchange exchange) {
        exchange.carrier = null;
        if (loop.ending()) {
            loop.exchanges().fail(exchange, exchange.circumstances().clientClosed());
        } else {
            exchange.wait = AcquireEvent.begun(origin);
            waits(exchange);
            line.addFirst(exchange);
        }
    }

    /// Opens a new connection in the place of one that was closed, for the same exchange.
    void replace(Exchange exchange) {
        closed(CloseReason.STALE);
        open(exchange);
    }

    /// Tells a handler that its exchange has ended well, and serves those who wait: before, if that is fair, for
    /// the handler may start the next exchange from within the call.
    void complete(Exchange done) {
        if (share.fair()) {
            serve();
        }
        loop.exchanges().complete(done);
        if (!share.fair()) {
            serve();
        }
    }

    /// Serves those who wait, as far as there are connections or may be more of them.
    void serve() {
        boolean served = !loop.ending();
        while (served) {
            Exchange next = line.poll();
            if (next == null) {
                return;
            }
            long sinceNanos = next.waitsSinceNanos;
            AcquireEvent event = next.wait;
            served = serves(next);
            if (served) {
                AcquireEvent.ended(event, true);
                waited(sinceNanos);
            } else {
                line.addFirst(next);
            }
        }
    }

    /// Lets an exchange wait no longer.
    void withdraw(Exchange waiting) {
        line.remove(waiting);
        AcquireEvent.ended(waiting.wait, false);
        waited(waiting.waitsSinceNanos);
        if (share.pipelineDepth() > 1) {
            serve(); // those behind it may share a connection, which it could not
        }
    }

    /// Whether there is neither a connection nor anybody who waits for one.
    boolean unused() {
        return open == 0 && line.size() == 0 && share.minIdle() == 0;
    }

    /// What its connections use in turn.
    WirePool buffers() {
        return loop.buffers(origin);
    }

    boolean hasRoom() {
        return open < share.maxConnections();
    }

    int idle() {
        return idle.size();
    }

    /// Closes the connections that were idle for too long or have come of age.
    void look() {
        NioConnection connection = idle.oldest();
        while (connection != null) {
            NioConnection next = connection.newer;
            CloseReason reason = connection.service().endOfIdleness();
            if (reason == null) {
                loop.pools().lookBy(connection.service().dueNanos());
            } else {
                connection.closeIdle(reason);
            }
            connection = next;
        }
        warmUp.look();
    }

    void closeIdle() {
        NioConnection connection;
        while ((connection = idle.oldest()) != null) {
            connection.closeIdle(CloseReason.CLIENT_CLOSED);
        }
    }

    /// Has an exchange begin, if that is possible now.
    private boolean serves(Exchange exchange) {
        NioConnection connection = lease(exchange);
        if (connection != null) {
            connection.begin(exchange, true);
            return true;
        }
        if (hasRoom() || displaces()) {
            open(exchange);
            return true;
        }
        return pipelines(exchange);
    }

    /// Has an exchange share a connection, if it may.
    private boolean pipelines(Exchange exchange) {
        boolean may = share.pipelineDepth() > 1 && exchange.pipelinable();
        NioConnection connection = may ? pipelines.poll() : null;
        if (connection != null) {
            connection.begin(exchange, true);
        }
        return connection != null;
    }

    private @Nullable NioConnection lease(Exchange exchange) {
        NioConnection connection;
        while ((connection = idle.of(exchange.handler().standsFor())) != null) {
            CloseReason reason = connection.service().endOfIdleness();
            if (reason == null && connection.isSilent()) {
                unlist(connection);
                warmUp.look();
                return connection;
            }
            connection.closeIdle(reason == null ? CloseReason.STALE : reason);
        }
        warmUp.look();
        return null;
    }

    /// Makes room by closing an idle connection that nobody else may use.
    private boolean displaces() {
        NioConnection oldest = share.order() == IdleOrder.OWN ? idle.oldest() : null;
        if (oldest != null) {
            oldest.closeIdle(CloseReason.DISPLACED);
        }
        return oldest != null;
    }

    private void unlist(NioConnection connection) {
        idle.remove(connection);
        counters.idle(-1);
    }

    private void enqueue(Exchange exchange) {
        waits(exchange);
        line.add(exchange);
    }

    private void waits(Exchange exchange) {
        long now = loop.time().now();
        exchange.waitsIn = this;
        exchange.waitsSinceNanos = now;
        counters.waiting(1);
        loop.exchanges().expireAt(exchange, Deadline.after(now, share.acquireNanos()));
    }

    private void waited(long sinceNanos) {
        counters.waiting(-1);
        counters.waited(loop.time().now() - sinceNanos);
    }
}
