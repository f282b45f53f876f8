package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.events.AcquireEvent;

/// One loop's connections to one origin, and the exchanges that wait for one of them. Confined to the event loop.
///
/// No method here tells a handler anything but [#complete], so each other may be called from within a handler's
/// call.
final class LoopPool implements HomePool, ExchangeStage, WarmUp.Target {
    private final Origin origin;
    private final HomeLoop loop;
    private final LoopTime time;
    private final Exchanges exchanges;
    private final LoopShare share;
    private final LoopCounters counters;
    private final Connector connector;
    private final IdleConnections idle;
    private final WaitingLine line = new WaitingLine();
    private final Pipelines pipelines = new Pipelines();
    private final WarmUp warmUp;

    /// Connections leased, idle or being opened.
    private int open;

    /// @param buffers what its connections use in turn
    LoopPool(
            Origin origin,
            HomeLoop loop,
            Exchanges exchanges,
            LoopShare share,
            LoopCounters counters,
            WirePool buffers) {
        this.origin = origin;
        this.loop = loop;
        this.exchanges = exchanges;
        this.share = share;
        this.counters = counters;
        time = loop.time();
        connector = new Connector(origin, loop, this, exchanges, share, buffers);
        idle = new IdleConnections(share.order());
        warmUp = new WarmUp(
                origin, loop, this, exchanges, share.minIdle(), share.config().reconnect());
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
            waits(exchange, event);
            line.add(exchange);
        } else {
            AcquireEvent.ended(event, false);
            exchanges.fail(exchange, exchange.circumstances().lineFull(share.maxWaiting()));
        }
    }

    @Override
    public void open(Exchange exchange) {
        leased(exchange);
        connect(exchange);
    }

    @Override
    public void opened(NioConnection connection, Exchange exchange) {
        warmUp.opened();
        if (exchange.warmsUp()) {
            release(connection);
            complete(exchange);
        } else {
            begin(connection, exchange, false);
        }
    }

    @Override
    public void notOpened(Exchange exchange, Throwable failure) {
        closed(CloseReason.FAILED);
        serve();
        exchanges.fail(exchange, failure);
    }

    @Override
    public void release(NioConnection connection) {
        connection.age().becameIdle();
        idle.add(connection);
        counters.idle(1);
        time.upkeep().by(connection.age().dueNanos());
    }

    @Override
    public void offer(NioConnection connection) {
        if (share.pipelineDepth() > 1) {
            pipelines.offer(connection);
        }
    }

    @Override
    public void closed(NioConnection connection, CloseReason reason, Inbox left, boolean tried) {
        pipelines.remove(connection);
        closed(reason);
        Exchange last;
        while ((last = left.pollLast()) != null) {
            if (!tried) {
                sendAgain(last);
            } else if (last.mayBeSentAgain(true) && !loop.ending()) {
                last.sentAgain();
                sendAgain(last);
            } else {
                exchanges.fail(last, last.circumstances().truncated(true));
            }
        }
    }

    @Override
    public void closeIdle(NioConnection connection, CloseReason reason) {
        connection.close();
        unlist(connection);
        pipelines.remove(connection);
        closed(reason);
    }

    @Override
    public void reconnect(Exchange exchange) {
        connect(exchange);
    }

    @Override
    public void sendAgain(Exchange exchange) {
        exchange.stage = this;
        if (loop.ending()) {
            exchanges.fail(exchange, exchange.circumstances().clientClosed());
        } else {
            waits(exchange, AcquireEvent.begun(origin));
            line.addFirst(exchange);
        }
    }

    /// {@inheritDoc}
    ///
    /// Serves before, if that is fair, for the handler may start the next exchange from within the call.
    @Override
    public void complete(Exchange done) {
        if (share.fair()) {
            serve();
        }
        exchanges.complete(done);
        if (!share.fair()) {
            serve();
        }
    }

    @Override
    public void serve() {
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

    @Override
    public Phase phase(Exchange waiting) {
        return Phase.ACQUIRE;
    }

    @Override
    public void fail(Exchange waiting, Throwable failure) {
        line.remove(waiting);
        AcquireEvent.ended(waiting.wait, false);
        waited(waiting.waitsSinceNanos);
        if (share.pipelineDepth() > 1) {
            serve(); // those behind it may share a connection, which it could not
        }
        exchanges.fail(waiting, failure);
    }

    @Override
    public void resume(Exchange waiting) {} // there is no response yet

    @Override
    public void expire(Exchange waiting, long now) {
        fail(waiting, waiting.timeout(now, share));
    }

    /// Whether there is neither a connection nor anybody who waits for one.
    boolean unused() {
        return open == 0 && line.size() == 0 && share.minIdle() == 0;
    }

    @Override
    public boolean hasRoom() {
        return open < share.maxConnections();
    }

    @Override
    public int idle() {
        return idle.size();
    }

    /// Closes the connections that were idle for too long or have come of age.
    void tend() {
        NioConnection connection = idle.oldest();
        while (connection != null) {
            NioConnection next = connection.newer;
            CloseReason reason = connection.age().endOfIdleness();
            if (reason == null) {
                time.upkeep().by(connection.age().dueNanos());
            } else {
                closeIdle(connection, reason);
            }
            connection = next;
        }
        warmUp.tend();
    }

    void closeIdle() {
        NioConnection connection;
        while ((connection = idle.oldest()) != null) {
            closeIdle(connection, CloseReason.CLIENT_CLOSED);
        }
    }

    /// Has an exchange begin, if that is possible now.
    private boolean serves(Exchange exchange) {
        NioConnection connection = idle(exchange);
        if (connection == null && (hasRoom() || displaces())) {
            open(exchange);
            return true;
        }
        if (connection == null) {
            connection = shared(exchange);
        }
        if (connection == null) {
            return false;
        }
        leased(exchange);
        begin(connection, exchange, true);
        return true;
    }

    private void begin(NioConnection connection, Exchange exchange, boolean reused) {
        if (share.order() == IdleOrder.OWN) {
            connection.owner = exchange.handler().standsFor();
        }
        connection.begin(exchange, reused);
    }

    /// The connection that an exchange may share, if there is one.
    private @Nullable NioConnection shared(Exchange exchange) {
        boolean may = share.pipelineDepth() > 1 && exchange.pipelinable();
        return may ? pipelines.poll() : null;
    }

    /// The idle connection that an exchange gets, if there is one.
    private @Nullable NioConnection idle(Exchange exchange) {
        NioConnection connection;
        while ((connection = idle.of(exchange.handler().standsFor())) != null) {
            CloseReason reason = connection.age().endOfRest();
            if (reason == null) {
                unlist(connection);
                warmUp.tend();
                return connection;
            }
            closeIdle(connection, reason);
        }
        warmUp.tend();
        return null;
    }

    /// Makes room by closing an idle connection that nobody else may use.
    private boolean displaces() {
        NioConnection oldest = share.order() == IdleOrder.OWN ? idle.oldest() : null;
        if (oldest != null) {
            closeIdle(oldest, CloseReason.DISPLACED);
        }
        return oldest != null;
    }

    private void unlist(NioConnection connection) {
        idle.remove(connection);
        counters.idle(-1);
    }

    private void connect(Exchange exchange) {
        open++;
        counters.opened();
        connector.open(exchange);
    }

    private void closed(CloseReason reason) {
        open--;
        counters.closed(loop.ending() ? CloseReason.CLIENT_CLOSED : reason);
        warmUp.tend();
    }

    /// Notes that an exchange has a connection from now on, or the permission to open one.
    private void leased(Exchange exchange) {
        if (share.leakNanos() != Long.MAX_VALUE) {
            exchange.leasedNanos = time.now();
            time.upkeep().by(Deadline.after(exchange.leasedNanos, share.leakNanos()));
        }
    }

    private void waits(Exchange exchange, @Nullable AcquireEvent event) {
        exchange.wait = event;
        exchange.stage = this;
        exchange.waitsSinceNanos = time.now();
        counters.waiting(1);
        exchange.expireAfter(share.acquireNanos(), time);
    }

    private void waited(long sinceNanos) {
        counters.waiting(-1);
        counters.waited(time.now() - sinceNanos);
    }
}
