package wirebench.client.threads;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.FailureKind;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.config.ClientConfig;
import wirebench.client.events.AcquireEvent;
import wirebench.client.events.ConnectEvent;
import wirebench.client.events.HandshakeEvent;
import wirebench.client.failure.FailureContext;
import wirebench.client.names.PendingNames;
import wirebench.client.names.Resolution;
import wirebench.client.pool.ConnectionPool;
import wirebench.client.pool.PoolSlot;
import wirebench.client.reconnect.ReconnectListener;
import wirebench.client.reconnect.Reconnection;
import wirebench.client.tls.TlsEngines;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;

/// The connections of a client on threads to one origin: opened, pooled, looked at before they are used again, and
/// closed. Thread-safe; a leased slot belongs to one thread at a time.
final class OriginConnections implements ConnectionPool.Owner<SynchronousConnection> {
    private final Origin origin;
    private final ClientConfig config;
    private final NanoClock clock;
    private final Watchdog watchdog;
    private final BufferSupply buffers;
    private final CallLedger ledger;
    private final Executor threads;
    private final TlsEngines tls;
    private final PendingNames names;
    private final ConnectionPool<SynchronousConnection> pool;
    private final Set<SynchronousConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger warmingUp = new AtomicInteger();
    private final Reconnection reconnection;
    private volatile boolean closed;

    /// @param buffers the client's, with room for records if the origin is secure
    /// @param threads where connections are opened that nobody waits for
    OriginConnections(
            Origin origin,
            ClientConfig config,
            NanoClock clock,
            Watchdog watchdog,
            BufferSupply buffers,
            CallLedger ledger,
            Executor threads,
            TlsEngines tls) {
        this.tls = tls;
        this.origin = origin;
        this.config = config;
        this.clock = clock;
        this.watchdog = watchdog;
        this.buffers = buffers;
        this.ledger = ledger;
        this.threads = threads;
        names = new PendingNames(origin, config.timeouts(), clock, Resolution.of(origin));
        pool = new ConnectionPool<>(origin, config.pool(), clock, ThreadLocalRandom.current(), this);
        reconnection = new Reconnection(origin, config.reconnect(), new SplittableRandom(), ReconnectListener.NONE);
    }

    /// Leases a connection, a new one if none is idle that can be used.
    ///
    /// @param now the time
    /// @param total when the exchange ends at the latest
    /// @param fresh whether only a new one will do
    /// @return a connection that nobody else uses before [#giveBack]
    SynchronousConnection lease(long now, long total, Observer observer, boolean fresh) throws ExchangeException {
        long acquire = Deadline.after(now, Deadline.nanos(config.timeouts().acquire()));
        Phase phase = total <= acquire ? Phase.TOTAL : Phase.ACQUIRE;
        PoolSlot<SynchronousConnection> slot = acquire(Math.min(acquire, total), phase);
        SynchronousConnection idle = slot.connection();
        CloseReason end = idle == null ? null : endOfRest(slot, idle, now, fresh);
        if (end != null) {
            pool.close(slot, end); // the slot stays ours: what the others find idle is no better
            idle = null;
        }
        observer.acquired(clock, idle != null);
        if (idle == null) {
            return fill(slot, total, observer);
        }
        idle.limit(total);
        return idle;
    }

    private @Nullable CloseReason endOfRest(
            PoolSlot<SynchronousConnection> slot, SynchronousConnection idle, long now, boolean fresh) {
        return fresh ? CloseReason.STALE : pool.endOfRest(slot, now, idle.incoming());
    }

    private PoolSlot<SynchronousConnection> acquire(long deadline, Phase phase) throws ExchangeException {
        AcquireEvent event = AcquireEvent.begun(origin);
        boolean acquired = false;
        try {
            PoolSlot<SynchronousConnection> slot = pool.lease(deadline, phase);
            acquired = true;
            return slot;
        } finally {
            AcquireEvent.ended(event, acquired);
        }
    }

    /// Gives a connection back after an exchange.
    void giveBack(SynchronousConnection connection) {
        if (connection.reusable()) {
            long now = clock.nanos();
            connection.idle();
            pool.release(connection.slot(), now);
        } else {
            pool.discard(connection.slot(), connection.lost() ? CloseReason.FAILED : CloseReason.NOT_REUSABLE);
        }
    }

    /// Does what is due: the watchdog's part.
    ///
    /// @return when the next thing is
    long tend(long now) {
        long due = pool.tend(now);
        int underWay = warmingUp.get(); // read first: one that ends meanwhile must not be missing on both sides
        int missing = pool.missing() - underWay;
        if (missing > 0 && !reconnection.mayConnect(now)) {
            return Math.min(due, reconnection.retryNanos());
        }
        for (int i = 0; i < missing; i++) {
            warmUp();
        }
        return due;
    }

    void expireIfPast(long now) {
        open.forEach(connection -> connection.expireIfPast(now));
    }

    /// The earliest deadline of an exchange.
    long deadlineNanos() {
        long earliest = Long.MAX_VALUE;
        for (SynchronousConnection connection : open) {
            earliest = Math.min(earliest, connection.deadlineNanos());
        }
        return earliest;
    }

    PoolStats stats() {
        PoolStats stats = pool.stats();
        return config.pool().minIdle() == 0 ? stats : stats.withReconnects(reconnection.counts());
    }

    void shut() {
        closed = true;
        pool.shut();
        names.close();
        open.forEach(SynchronousConnection::closeByClient);
    }

    @Override
    public void close(SynchronousConnection connection) {
        open.remove(connection);
        connection.sayEnd();
        if (closed) {
            connection.closeByClient();
        } else {
            connection.close();
        }
        if (config.pool().minIdle() > 0) {
            watchdog.notice(clock.nanos()); // another may have to take its place
        }
    }

    @Override
    public void tendBy(long nanos) {
        watchdog.notice(nanos);
    }

    private SynchronousConnection fill(PoolSlot<SynchronousConnection> slot, long total, Observer observer)
            throws ExchangeException {
        boolean filled = false;
        try {
            SynchronousConnection connection = connect(slot, total);
            observer.connected(clock);
            secure(connection, observer);
            filled = true;
            if (reconnection.connected() && config.pool().minIdle() > 0) {
                watchdog.notice(clock.nanos()); // the others can be opened as well
            }
            return connection;
        } finally {
            if (!filled) {
                pool.discard(slot, CloseReason.FAILED);
            }
        }
    }

    private SynchronousConnection connect(PoolSlot<SynchronousConnection> slot, long total) throws ExchangeException {
        ConnectEvent event = ConnectEvent.begun(origin);
        boolean connected = false;
        try {
            SynchronousConnection connection = open(slot, total);
            connected = true;
            return connection;
        } finally {
            ConnectEvent.ended(event, connected);
        }
    }

    /// Connects to the first address that answers, all within one timeout.
    private SynchronousConnection open(PoolSlot<SynchronousConnection> slot, long total) throws ExchangeException {
        long deadline =
                Deadline.after(clock.nanos(), Deadline.nanos(config.timeouts().connect()));
        ExchangeException last = null;
        for (InetSocketAddress address : names.await(deadline, total)) {
            SynchronousConnection connection = register(slot);
            connection.limit(total);
            try {
                connection.connect(address, deadline);
                return connection;
            } catch (ExchangeException e) {
                pool.close(slot, CloseReason.FAILED);
                last = e;
                if (!e.kind().equals(FailureKind.CONNECT.label())) {
                    break;
                }
            }
        }
        throw last != null ? last : connecting().unresolved(null);
    }

    private void secure(SynchronousConnection connection, Observer observer) throws ExchangeException {
        if (!origin.secure()) {
            return;
        }
        HandshakeEvent event = HandshakeEvent.begun(origin);
        boolean secured = false;
        try {
            connection.secure(tls, buffers);
            secured = true;
        } finally {
            HandshakeEvent.ended(event, secured ? connection.session() : null);
        }
        observer.secured(clock);
    }

    private SynchronousConnection register(PoolSlot<SynchronousConnection> slot) throws ExchangeException {
        try {
            SynchronousConnection connection =
                    new SynchronousConnection(origin, slot, config, clock, watchdog, buffers, ledger);
            open.add(connection);
            pool.opened(slot, connection);
            if (closed) {
                connection.closeByClient();
            }
            return connection;
        } catch (IOException e) {
            throw connecting().notConnected(e);
        }
    }

    private FailureContext connecting() {
        return new FailureContext(origin, Phase.CONNECT, false);
    }

    private void warmUp() {
        warmingUp.incrementAndGet();
        try {
            threads.execute(this::openOne);
        } catch (RejectedExecutionException e) {
            warmingUp.decrementAndGet(); // the client is being closed, or every thread is taken by an exchange
            reconnection.failed(clock.nanos());
        }
    }

    private void openOne() {
        PoolSlot<SynchronousConnection> slot = pool.leaseVacant();
        boolean failed = slot != null;
        try {
            if (slot != null) {
                SynchronousConnection connection = fill(slot, Long.MAX_VALUE, Observer.NOBODY);
                long now = clock.nanos();
                connection.idle();
                pool.keep(slot, now);
                failed = false;
            }
        } catch (ExchangeException e) {
            // Nobody waits for it; an exchange will tell what is wrong.
        } finally {
            if (failed) {
                reconnection.failed(clock.nanos()); // whatever it was: at once it would be no better
            }
            warmingUp.decrementAndGet();
            watchdog.notice(Math.max(reconnection.retryNanos(), clock.nanos()));
        }
    }
}
