package wirebench.client.threads;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLSession;
import wirebench.client.ExchangeException;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.failure.FailureContext;
import wirebench.client.pool.IdleProbe;
import wirebench.client.pool.PoolSlot;
import wirebench.client.tls.TlsEngines;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// A connection in a pool whose exchanges are carried out by the thread that has leased it, which waits in each read
/// and write.
///
/// Whether that is a platform or a virtual thread makes no difference here: on a virtual thread the JDK's socket
/// code parks instead of blocking.
///
/// ```
///      begin             idle
/// NEW -------> SERVING <-------> IDLE          and closed from everywhere
///  |                     begin    ^
///  +--- idle, if nobody waits ----+
/// ```
/// Confined to the thread that holds the lease, but for [#close] and the watchdog's calls.
final class SynchronousConnection {
    private enum Life {
        NEW,
        SERVING,
        IDLE
    }

    private final Origin origin;
    private final PoolSlot<SynchronousConnection> slot;
    private final Timeouts timeouts;
    private final NanoClock clock;
    private final SocketStack stack;
    private final IncomingProbe incoming;
    private final ArmedDeadline deadline;
    private final SynchronousExchange exchange;

    private Life life = Life.NEW;
    private volatile boolean closedByClient;

    SynchronousConnection(
            Origin origin,
            PoolSlot<SynchronousConnection> slot,
            ClientConfig config,
            NanoClock clock,
            Watchdog watchdog,
            BufferSupply buffers,
            CallLedger ledger)
            throws IOException {
        this.origin = origin;
        this.slot = slot;
        this.clock = clock;
        timeouts = config.timeouts();
        stack = new SocketStack(config.buffers(), ledger);
        incoming = new IncomingProbe(stack, clock, config.waiting().spin());
        deadline = new ArmedDeadline(watchdog);
        WireExchange wire = new WireExchange(config, buffers);
        exchange = new SynchronousExchange(wire, stack, incoming, deadline, timeouts, clock);
    }

    /// Connects.
    void connect(InetSocketAddress address, long connectDeadlineNanos) throws ExchangeException {
        try {
            deadline.arm(Phase.CONNECT, connectDeadlineNanos);
            stack.connect(address);
            requireInTime();
        } catch (IOException e) {
            throw failure(e, new FailureContext(origin, Phase.CONNECT, false));
        }
    }

    /// Agrees on keys with the server and finds out who it is; from then on nothing goes in the clear.
    void secure(TlsEngines engines, BufferSupply sealed) throws ExchangeException {
        try {
            deadline.arm(Phase.HANDSHAKE, clock.nanos(), timeouts.handshake());
            stack.secure(engines.engine(origin), sealed);
            requireInTime();
        } catch (IOException e) {
            throw failure(e, new FailureContext(origin, Phase.HANDSHAKE, false));
        }
    }

    /// What was agreed on, once the connection is secured.
    SSLSession session() {
        return stack.session();
    }

    /// Begins an exchange and carries it on until it is [#over] or its handler pauses.
    ///
    /// @param startNanos when it began, so that the clock need not be read again
    void begin(HttpRequest request, ResponseHandler handler, long startNanos, Observer observer)
            throws ExchangeException {
        life = Life.SERVING;
        try {
            exchange.begin(request, handler, startNanos, observer);
        } catch (IOException | DecodeException e) {
            lose(e);
        }
    }

    /// Carries an exchange on whose handler has paused, if it wants more by now.
    void resume() throws ExchangeException {
        try {
            exchange.resume();
        } catch (IOException | DecodeException e) {
            lose(e);
        }
    }

    /// Whether the exchange has ended; if not, its handler has paused.
    boolean over() {
        return exchange.over();
    }

    /// Lets go of whoever observes its exchange, which has ended.
    Observer takeObserver() {
        return exchange.takeObserver();
    }

    /// Takes note of when the exchange ends at the latest for which it is leased.
    void limit(long totalDeadlineNanos) {
        deadline.limit(totalDeadlineNanos);
    }

    /// When the exchange ends at the latest.
    long totalDeadlineNanos() {
        return deadline.totalNanos();
    }

    boolean isOpen() {
        return stack.isOpen();
    }

    /// Looks at the connection while it is idle.
    IdleProbe incoming() {
        return incoming;
    }

    void idle() {
        life = Life.IDLE; // from now on the server may have closed it before it sees a request
    }

    /// Whether another exchange may follow the one that has ended.
    boolean reusable() {
        return exchange.leavesReusable();
    }

    /// Whether something went wrong in its last exchange.
    boolean lost() {
        return exchange.lost();
    }

    /// Its place in the pool, for as long as it lives.
    PoolSlot<SynchronousConnection> slot() {
        return slot;
    }

    /// Whether it has been idle, and no exchange has begun since.
    boolean used() {
        return life == Life.IDLE;
    }

    boolean nothingReceived() {
        return exchange.nothingReceived();
    }

    void closeByClient() {
        closedByClient = true;
        close();
    }

    /// Tells the server that nothing follows, where that is part of the protocol. By whoever holds the slot.
    void sayEnd() {
        stack.sayEnd();
    }

    void close() {
        stack.close();
    }

    /// The watchdog's part: closing the channel ends the read or write in which the owner waits.
    void expireIfPast(long nowNanos) {
        if (deadline.expireIfPast(nowNanos)) {
            close();
        }
    }

    long deadlineNanos() {
        return deadline.deadlineNanos();
    }

    private void requireInTime() throws IOException {
        if (!deadline.disarm()) {
            throw new ClosedChannelException();
        }
    }

    private void lose(Exception e) throws ExchangeException {
        FailureContext circumstances = exchange.circumstances(origin);
        if (exchange.lose()) {
            throw failure(e, circumstances);
        }
    }

    /// What an exception means: the one place where the several that may race are told apart.
    private ExchangeException failure(Exception e, FailureContext circumstances) {
        if (deadline.expired()) {
            return circumstances.timeout(deadline.timed(), timeouts);
        }
        if (closedByClient) {
            return circumstances.clientClosed();
        }
        return switch (e) {
            case DecodeException undecodable -> circumstances.undecodable(undecodable);
            case UnreadableBody unreadable -> circumstances.bodyUnreadable(unreadable);
            case ClosedByInterruptException interrupt -> circumstances.cancelled(interrupt);
            case IOException io -> circumstances.broken(io, exchange.nothingReceived());
            default -> circumstances.transport(e);
        };
    }
}
