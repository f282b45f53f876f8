package wirebench.client.threads;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.events.ExchangeEvent;
import wirebench.client.failure.FailureContext;
import wirebench.client.pool.Parking;
import wirebench.client.pool.PoolSlot;
import wirebench.client.tls.TlsConduit;
import wirebench.client.tls.TlsEngines;
import wirebench.client.tls.TlsInput;
import wirebench.client.tls.TlsMachine;
import wirebench.client.tls.TlsOutput;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;
import wirebench.client.wire.ChannelConduit;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.CountedInput;
import wirebench.client.wire.CountedOutput;
import wirebench.client.wire.StreamConduit;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// A connection whose exchange is carried out by one thread, which waits in each read and write.
///
/// Whether that thread is a platform or a virtual one makes no difference here: on a virtual thread the JDK's
/// socket code parks instead of blocking. A thread does one thing at a time, so the request is written before the
/// response is read: a server that answers a large request while it still reads it, and does not read on before
/// its answer is taken, ends such an exchange by the write timeout.
///
/// Confined to the thread that holds the lease, but for [#close] and the watchdog's calls.
final class SynchronousConnection {
    /// How long a request body that had nothing to send is left alone, if it does not tell when it has.
    private static final long ASK_AGAIN_NANOS = 1_000_000;

    private final Origin origin;
    private final PoolSlot<SynchronousConnection> slot;
    private final Timeouts timeouts;
    private final NanoClock clock;
    private final Watchdog watchdog;
    private final SocketChannel channel;
    private final ChannelConduit counted;
    private final WireExchange wire;
    private final long spinNanos;
    private final PoolConfig pool;
    private final @Nullable BufferConfig streams; // how large, if octets go through streams
    private final Expiry expiry = new Expiry();

    private Conduit conduit;
    private @Nullable TlsConduit tls;
    private IncomingProbe listening; // to the channel, once it is connected
    private @Nullable Timings timings;
    private @Nullable ExchangeEvent event; // of the present exchange, if it is recorded
    private Phase phase = Phase.CONNECT;
    private Phase expiring = Phase.CONNECT;
    private long totalNanos = Long.MAX_VALUE;
    private int writes;
    private boolean draining;
    private boolean over; // the present exchange, for its caller; what became of the response is up to `wire`
    private boolean used;
    private boolean lost;
    private long idleSinceNanos;
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
        this.timeouts = config.timeouts();
        this.clock = clock;
        this.watchdog = watchdog;
        channel = SocketChannel.open();
        counted = new ChannelConduit(channel, ledger);
        conduit = counted;
        wire = new WireExchange(config, buffers);
        pool = config.pool();
        spinNanos = Deadline.nanos(config.waiting().spin());
        streams = config.buffers().strategy() == BufferStrategy.STREAM ? config.buffers() : null;
        listening = listeningTo(InputStream.nullInputStream());
    }

    /// Connects.
    void connect(InetSocketAddress address, long connectDeadlineNanos, long totalDeadlineNanos)
            throws ExchangeException {
        phase = Phase.CONNECT;
        totalNanos = totalDeadlineNanos;
        try {
            arm(Phase.CONNECT, connectDeadlineNanos);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            listen();
            if (!expiry.disarm()) {
                throw new ClosedChannelException();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Agrees on keys with the server and finds out who it is; from then on nothing goes in the clear.
    void secure(TlsEngines engines, BufferSupply sealed) throws ExchangeException {
        phase = Phase.HANDSHAKE;
        try {
            arm(Phase.HANDSHAKE, after(clock.nanos(), timeouts.handshake()));
            TlsConduit securing = new TlsConduit(counted, engines.engine(origin), sealed);
            while (securing.handshake() == TlsMachine.Need.TASK) {
                securing.task().run();
            }
            tls = securing;
            conduit = securing;
            listen();
            if (!expiry.disarm()) {
                throw new ClosedChannelException();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// What was agreed on, once the connection is secured.
    SSLSession session() {
        return Objects.requireNonNull(tls).session();
    }

    private void listen() throws IOException {
        InputStream unread = new CountedInput(channel.socket().getInputStream(), counted.counter());
        TlsConduit secured = tls;
        if (secured != null) {
            unread = new TlsInput(secured, unread);
        }
        if (streams != null) {
            StreamConduit buffered = new StreamConduit(unread, output(secured), streams.octets());
            conduit = buffered;
            unread = buffered.input();
        }
        listening = listeningTo(unread);
    }

    private OutputStream output(@Nullable TlsConduit secured) throws IOException {
        return secured != null
                ? new TlsOutput(secured)
                : new CountedOutput(channel.socket().getOutputStream(), counted.counter());
    }

    private IncomingProbe listeningTo(InputStream unread) {
        TlsConduit secured = tls;
        Conduit probed = secured == null ? counted : secured;
        return new IncomingProbe(channel, probed, unread, streams != null, secured != null, clock, spinNanos);
    }

    /// Begins an exchange and carries it on until it is [#over] or its handler pauses.
    ///
    /// @param startNanos when it began, so that the clock need not be read again
    void begin(
            HttpRequest request,
            ResponseHandler handler,
            long startNanos,
            long totalDeadlineNanos,
            @Nullable Timings noted,
            @Nullable ExchangeEvent recorded)
            throws ExchangeException {
        phase = Phase.WRITE;
        timings = noted;
        event = recorded;
        if (recorded != null) {
            recorded.carriedBy(used);
        }
        totalNanos = totalDeadlineNanos;
        writes = 0;
        draining = false;
        over = false;
        wire.begin(request, handler);
        try {
            write(startNanos);
            awaitHead(writes == 1 ? startNanos : clock.nanos());
            read();
        } catch (IOException | DecodeException e) {
            end(e);
        } finally {
            settle();
        }
    }

    /// Carries an exchange on whose handler has paused, if it wants more by now.
    void goOn() throws ExchangeException {
        try {
            requireOpen(); // in a pause nobody has noticed the watchdog or an interrupt
            over = wire.goOn();
            progressed();
            read();
        } catch (IOException | DecodeException e) {
            end(e);
        } finally {
            settle();
        }
    }

    /// Whether the exchange has ended; if not, its handler has paused.
    boolean over() {
        return over;
    }

    /// Lets go of the event of its exchange, which has ended.
    @Nullable
    ExchangeEvent takeEvent() {
        ExchangeEvent taken = event;
        event = null;
        return taken;
    }

    /// When the exchange ends at the latest.
    long totalDeadlineNanos() {
        return totalNanos;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Whether the connection may be used again: not too long idle, still open, and nothing came unasked.
    boolean usable(long nowNanos) {
        long idle = nowNanos - idleSinceNanos;
        return idle <= Deadline.nanos(pool.idleTimeout())
                && listening.nothingCame()
                && (idle < Deadline.nanos(pool.probeAfter()) || listening.silent());
    }

    void idle(long nowNanos) {
        used = true; // from now on the server may have closed it before it sees a request
        idleSinceNanos = nowNanos;
    }

    boolean reusable() {
        return !lost && wire.reusable();
    }

    /// Whether something went wrong in its last exchange.
    boolean lost() {
        return lost;
    }

    /// Its place in the pool, for as long as it lives.
    PoolSlot<SynchronousConnection> slot() {
        return slot;
    }

    boolean used() {
        return used;
    }

    boolean nothingReceived() {
        return wire.nothingReceived();
    }

    void closeByClient() {
        closedByClient = true;
        close();
    }

    /// Tells the server that nothing follows, where that is part of the protocol. By whoever holds the slot.
    void sayEnd() {
        TlsConduit secured = tls;
        if (secured != null && channel.isOpen()) {
            try {
                channel.configureBlocking(false); // a server that reads nothing must not hold up whoever closes
                secured.end();
            } catch (IOException e) {
                // It is being closed already.
            }
        }
    }

    void close() {
        try (channel) {
            counted.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }

    /// The watchdog's part: closing the channel ends the read or write in which the owner waits.
    void expireIfPast(long nowNanos) {
        if (expiry.expireIfPast(nowNanos)) {
            close();
        }
    }

    long deadlineNanos() {
        return expiry.deadlineNanos();
    }

    private void write(long startNanos) throws IOException, DecodeException {
        arm(Phase.WRITE, after(startNanos, timeouts.write()));
        try {
            do {
                wire.encode();
                if (!wire.written()) {
                    writeEncoded();
                } else if (wire.holdsBody()) {
                    awaitContinue();
                } else if (!wire.requestEncoded()) {
                    awaitBody();
                }
            } while (!wire.requestEncoded() && !wire.headReceived());
        } catch (UnreadableBody e) {
            throw e;
        } catch (IOException e) {
            requireEarlyAnswer(e);
        }
        if (timings != null) {
            timings.written(clock.nanos());
        }
    }

    private void writeEncoded() throws IOException {
        while (!wire.written()) {
            if (writes > 0) {
                arm(Phase.WRITE, after(clock.nanos(), timeouts.write()));
            }
            writes++;
            wire.write(conduit);
        }
        conduit.flush();
    }

    /// Waits for the interim response that asks for the body. A final response may come instead, or nothing.
    private void awaitContinue() throws IOException, DecodeException {
        arm(Phase.TOTAL, Long.MAX_VALUE);
        long until = after(clock.nanos(), timeouts.expectContinue());
        while (wire.holdsBody() && !wire.headReceived()) {
            long left = until - clock.nanos();
            if (left > 0 && listening.readWithin(wire, conduit, left)) {
                over = wire.received();
            } else {
                wire.releaseBody();
            }
        }
    }

    /// Waits until the request's own body has something to send. That is not the server's fault, so only the total
    /// timeout goes on.
    private void awaitBody() throws IOException {
        Thread waiting = Thread.currentThread();
        arm(Phase.TOTAL, Long.MAX_VALUE);
        if (wire.tellsOfBody(() -> LockSupport.unpark(waiting))) {
            Parking.until(this, totalNanos, clock);
        } else {
            LockSupport.parkNanos(this, ASK_AGAIN_NANOS);
        }
        requireOpen();
    }

    /// A server that answers before it has read the whole request may close: its answer counts, if it is still
    /// there.
    private void requireEarlyAnswer(IOException writeFailure) throws IOException, DecodeException {
        if (!channel.isOpen() || writes == 0) {
            throw writeFailure;
        }
        if (!readsEarlyAnswer(writeFailure)) {
            throw writeFailure;
        }
        over = wire.received();
    }

    private boolean readsEarlyAnswer(IOException writeFailure) {
        try {
            return wire.read(conduit) > 0;
        } catch (IOException e) {
            writeFailure.addSuppressed(e);
            return false;
        }
    }

    private void awaitHead(long requestEndNanos) throws IOException {
        phase = Phase.HEAD;
        arm(Phase.HEAD, after(requestEndNanos, timeouts.head()));
        if (wire.headReceived()) {
            progressed();
        }
    }

    private void read() throws IOException, DecodeException {
        while (!over && !wire.paused()) {
            listening.spin();
            if (wire.read(conduit) >= 0) {
                over = wire.received();
                progressed();
            } else if (wire.endOfInput()) {
                over = true;
            } else {
                throw new EOFException();
            }
        }
        // The response is whole even if the deadline passed at the last moment; only the connection is lost then.
        lost = over && !expiry.disarm();
    }

    /// Sets the deadline for what comes next.
    private void progressed() throws IOException {
        if (phase == Phase.HEAD && wire.headReceived()) {
            phase = Phase.READ;
            if (timings != null) {
                timings.headReceived(clock.nanos());
            }
            if (event != null) {
                event.head(wire.status());
            }
        }
        if (over || phase == Phase.HEAD) {
            return;
        }
        if (wire.abandoned()) {
            drain();
        } else {
            arm(Phase.READ, wire.paused() ? Long.MAX_VALUE : after(clock.nanos(), timeouts.read()));
        }
    }

    private void drain() throws IOException {
        if (!wire.worthDraining()) {
            over = true;
        } else if (!draining) {
            draining = true;
            arm(Phase.READ, after(clock.nanos(), timeouts.drain()));
        }
    }

    /// Ends an exchange in which something went wrong. A handler that wanted nothing more has all that it wanted:
    /// then only the connection is lost.
    private void end(Exception e) throws ExchangeException {
        over = true;
        lost = true;
        if (!wire.abandoned()) {
            throw failure(e);
        }
    }

    private void settle() {
        used = true;
        if (over || !wire.paused()) {
            wire.clear();
            conduit.rest();
        }
    }

    /// Notices what a thread that waits for something else than its channel is not told.
    private void requireOpen() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new ClosedByInterruptException();
        }
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private void arm(Phase timed, long deadlineNanos) throws IOException {
        expiring = totalNanos <= deadlineNanos ? Phase.TOTAL : timed;
        long at = Math.min(totalNanos, deadlineNanos);
        if (!expiry.arm(at)) {
            throw new ClosedChannelException();
        }
        if (at != Long.MAX_VALUE) {
            watchdog.notice(at);
        }
    }

    private static long after(long nowNanos, Duration timeout) {
        return Deadline.after(nowNanos, Deadline.nanos(timeout));
    }

    /// What an exception means: the one place where the several that may race are told apart.
    private ExchangeException failure(Exception e) {
        if (phase == Phase.WRITE && wire.requestEncoded() && wire.written()) {
            phase = Phase.HEAD; // an interrupt is told even of a write that has written everything
        }
        if (phase == Phase.HEAD && wire.headReceived()) {
            phase = Phase.READ; // head and trouble came in one read
        }
        FailureContext circumstances = new FailureContext(origin, phase, writes > 0);
        if (expiry.expired()) {
            return circumstances.timeout(expiring, timeouts);
        }
        if (closedByClient) {
            return circumstances.clientClosed();
        }
        return switch (e) {
            case DecodeException undecodable -> circumstances.undecodable(undecodable);
            case UnreadableBody unreadable -> circumstances.bodyUnreadable(unreadable);
            case ClosedByInterruptException interrupt -> circumstances.cancelled(interrupt);
            case IOException io -> circumstances.broken(io, wire.nothingReceived());
            default -> circumstances.transport(e);
        };
    }
}
