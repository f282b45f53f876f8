package wirebench.nio;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.events.ExchangeEvent;
import wirebench.client.failure.FailureContext;
import wirebench.client.wire.ChannelConduit;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// A connection, and what becomes of it and its exchanges. Confined to the event loop.
///
/// ```
///              begin                     written
/// idle -----------------> writing ----------------> reading          and closed from everywhere
///   ^                        ^          begin          |
///   |                        +---- (if pipelined) -----+
///   +------------------ the last completed ------------+
/// ```
/// An exchange is in the [Outbox] while its request is written, and in the [Inbox] from the start of that until
/// its response is complete. Without pipelining there is one exchange at a time. A response is read while its
/// request is being written, too, since a server may answer before it has the whole of it.
///
/// How long a connection holds on to buffers is up to their strategy ([BufferScope]). A handler is told something from
/// [#ready] and [#resume] alone, so that a start from within a handler's call does no more than write.
final class NioConnection implements ConnectionStage {
    private final LoopSocket socket;
    private final ConnectionAge service;
    private final EventLoop loop;
    private final LoopPool pool;
    private final LoopShare share;
    private final WireLease wire;
    private final Outbox outbox;
    private final Inbox inbox;

    private boolean closed;
    private boolean last; // no request follows those that were written
    private @Nullable ResponseHandler owner; // to whom it belongs, if connections do

    /// Its neighbours in [IdleConnections].
    @Nullable
    NioConnection older;

    @Nullable
    NioConnection newer;

    /// Whether it is in [Pipelines].
    boolean offered;

    /// Takes over a channel that has been connected and is registered with the loop.
    ///
    /// @param counted counts the calls on it
    /// @param conduit where octets go in and out: the same, or TLS above it
    NioConnection(
            SocketChannel channel,
            ChannelConduit counted,
            Conduit conduit,
            EventLoop loop,
            LoopPool pool,
            LoopShare share) {
        this.loop = loop;
        this.pool = pool;
        this.share = share;
        socket = new LoopSocket(channel, counted, conduit, this, loop);
        service = new ConnectionAge(share.health(), loop);
        wire = new WireLease(pool.buffers(), share.tenure());
        outbox = new Outbox(this, loop, share, wire);
        inbox = new Inbox(this, loop, share, wire);
    }

    /// Sends an exchange's request, as far as there is room for it at once.
    void begin(Exchange next, boolean reused) {
        loop.exchanges().lease(next, this);
        next.onReusedConnection = reused;
        ExchangeEvent event = next.event;
        if (event != null) {
            event.carriedBy(reused);
        }
        Timings timings = next.timings();
        if (timings != null && reused) {
            timings.acquired(loop.time().exact(), service.hasBegun());
        }
        if (share.order() == IdleOrder.OWN) {
            owner = next.handler().standsFor();
        }
        Exchange before = inbox.first();
        inbox.add(next);
        WireExchange sending = before == null ? wire.take() : inbox.wire(before);
        try {
            if (before == null) {
                sending.begin(next.request(), next.handler());
            } else {
                sending.beginNext(next.request());
            }
        } catch (RuntimeException | Error e) {
            fail(next, e);
            return;
        }
        outbox.begin(next, sending);
    }

    @Override
    public void ready() {
        if (closed) {
            return;
        }
        if (inbox.isEmpty()) {
            if (!socket.isSilent()) {
                closeIdle(CloseReason.STALE);
            }
            return;
        }
        boolean held = outbox.holdsBody();
        boolean _ = inbox.read();
        boolean asked = held && !outbox.holdsBody();
        if (outbox.busy() && (asked || socket.isWritable())) {
            outbox.goOn();
        }
        goOnWithHeld();
    }

    @Override
    public Phase phase(Exchange exchange) {
        WireExchange receiving = wire.held();
        if (inbox.first() == exchange && receiving != null && receiving.headReceived()) {
            return Phase.READ;
        }
        return outbox.holds(exchange) ? Phase.WRITE : Phase.HEAD;
    }

    @Override
    public void expire(Exchange exchange, long now) {
        if (outbox.holds(exchange) && outbox.holdsBody() && now < exchange.totalDeadlineNanos()) {
            outbox.releaseBody();
        } else {
            fail(exchange, exchange.timeout(now, share));
        }
    }

    @Override
    public void resume(Exchange exchange) {
        if (inbox.first() == exchange) {
            inbox.resume();
            if (outbox.failure() != null) {
                loop.later(this::readWhatIsLeft);
            }
            goOnWithHeld();
        }
    }

    /// How long it has served, and whether it may go on.
    ConnectionAge service() {
        return service;
    }

    /// Whether nothing came unasked while the connection was idle, and unless that was short, whether it is still
    /// open.
    boolean isSilent() {
        return service.isSilent(socket);
    }

    /// To whom it belongs, null if to anybody.
    @Nullable
    ResponseHandler owner() {
        return owner;
    }

    /// Whether another request may be sent before the responses to those that were sent have come. Never on a new
    /// connection, for the server may be one that closes after a response (RFC 9112 section 9.3.2).
    boolean takesMore() {
        Exchange before = inbox.last();
        return before != null
                && before.pipelinable()
                && inbox.size() < share.pipelineDepth()
                && service.hasBegun()
                && service.takesMore(inbox.size())
                && !outbox.busy()
                && !inbox.paused()
                && !last
                && !closed;
    }

    /// Waits for an exchange.
    void rest() {
        service.rests();
        pool.release(this);
    }

    void closeIdle(CloseReason reason) {
        close();
        pool.idleClosed(this, reason);
    }

    boolean closed() {
        return closed;
    }

    Conduit conduit() {
        return socket.conduit();
    }

    Interest interest() {
        return socket.interest();
    }

    // What follows is told by the outbox and the inbox.

    /// A request was written whole. Its response's time begins when it is the first of those that are awaited.
    void written(Exchange exchange, WireExchange sent) {
        if (inbox.first() == exchange) {
            inbox.awaitHead(exchange, sent);
        } else {
            loop.exchanges().expireAt(exchange, Long.MAX_VALUE);
        }
        settle();
        pool.offer(this);
    }

    /// The connection cannot be written to. A server that answers before it has read the whole request may close:
    /// its answer counts, if it is still there.
    void writingFailed() {
        last = true;
        socket.interest().inWriting(false);
        loop.later(this::readWhatIsLeft);
    }

    /// The first response is complete. The connection goes on before the handler is told, so that the handler's
    /// next start finds it.
    ///
    /// @param drained whether nothing more is to be read at the moment
    /// @return whether another response is awaited
    boolean completed(WireExchange received, boolean drained) {
        Exchange done = Objects.requireNonNull(inbox.pollFirst());
        service.used();
        Exchange next = inbox.first();
        if (next == null) {
            CloseReason reason = endOfUse(received, drained);
            wire.end();
            socket.conduit().rest();
            socket.interest().inReading(true);
            if (reason == null) {
                rest();
            } else {
                close(reason);
            }
        } else if (received.mayBeFollowed()) {
            received.expectNext(next.request(), next.handler());
            socket.interest().inReading(true);
            if (!outbox.holds(next)) {
                inbox.awaitHead(next, received);
            }
            pool.offer(this);
        } else {
            close(CloseReason.NOT_REUSABLE);
            handOn(false);
        }
        pool.complete(done);
        return next != null && !closed;
    }

    /// The first response is as complete as its handler wants it, and the rest is not worth reading.
    void completedEarly() {
        Exchange first = inbox.pollFirst();
        if (first != null) {
            endEarly(CloseReason.NOT_REUSABLE, false);
            loop.exchanges().completeLater(first);
        }
    }

    /// The peer ended the connection before the first response was complete. If the connection had been used
    /// before, the peer may have done so before it saw the request; then the request is sent once more.
    void ended(@Nullable IOException failure) {
        Exchange first = inbox.first();
        if (closed || first == null) {
            return;
        }
        WireExchange receiving = wire.held();
        boolean nothing = receiving == null || receiving.nothingReceived();
        if (nothing && mayRepeat(first)) {
            first.repeated = true;
            inbox.pollFirst();
            close();
            pool.replace(first);
            handOn(true);
            pool.serve();
        } else {
            IOException cause = failure == null && nothing ? outbox.failure() : failure;
            FailureContext circumstances = first.circumstances();
            failFirst(cause == null ? circumstances.truncated(nothing) : circumstances.broken(cause, nothing), true);
        }
    }

    /// The first response cannot be decoded.
    void undecodable(DecodeException e) {
        Exchange first = inbox.first();
        if (first != null) {
            failFirst(first.circumstances().undecodable(e), false);
        }
    }

    @Override
    public void fail(Throwable failure) {
        failFirst(failure, false);
    }

    /// {@inheritDoc}
    ///
    /// Those that come before it are carried to their end, and those behind it are sent again.
    @Override
    public void fail(Exchange exchange, Throwable failure) {
        int place = inbox.place(exchange);
        if (place == 0) {
            failFirst(failure, false);
        } else if (place > 0) {
            last = true;
            outbox.stop();
            socket.interest().inWriting(false);
            while (inbox.size() > place + 1) {
                pool.sendAgain(Objects.requireNonNull(inbox.pollLast()));
            }
            inbox.pollLast();
            pool.serve();
            loop.exchanges().fail(exchange, failure);
        }
    }

    /// Lets go of buffers while nothing moves.
    void settle() {
        WireExchange held = wire.held();
        boolean moving = outbox.busy() || inbox.decoding();
        if (held != null && !moving && !inbox.isEmpty() && held.nothingReceived()) {
            wire.rest();
            socket.conduit().rest();
        }
    }

    /// Serves those who wait, after a request was written that had to wait for room.
    void maySendMore() {
        if (takesMore()) {
            pool.serve();
        }
    }

    /// Ends the first exchange, and with it the connection. A handler that wanted nothing more has all that it
    /// wanted.
    ///
    /// @param tried whether the peer has ended the connection, so that the others count as sent once
    private void failFirst(Throwable failure, boolean tried) {
        WireExchange receiving = wire.held();
        if (receiving != null && receiving.abandoned()) {
            completedEarly();
            return;
        }
        Exchange failed = inbox.pollFirst();
        if (failed != null) {
            endEarly(CloseReason.FAILED, tried);
            loop.exchanges().fail(failed, failure);
        }
    }

    private void endEarly(CloseReason reason, boolean tried) {
        close(reason);
        handOn(tried);
        pool.serve();
    }

    /// Has the exchanges that are left sent again on other connections: not one octet of their responses has come.
    private void handOn(boolean tried) {
        Exchange left;
        while ((left = inbox.pollLast()) != null) {
            if (tried && !mayRepeat(left)) {
                loop.exchanges().fail(left, left.circumstances().truncated(true));
            } else {
                left.repeated |= tried;
                pool.sendAgain(left);
            }
        }
    }

    private boolean mayRepeat(Exchange exchange) {
        return exchange.onReusedConnection
                && !exchange.repeated
                && exchange.request().repeatable()
                && !loop.ending();
    }

    /// Why no other exchange may follow the one that is complete, if so.
    private @Nullable CloseReason endOfUse(WireExchange received, boolean drained) {
        if (loop.ending()) {
            return CloseReason.CLIENT_CLOSED;
        }
        boolean reusable = !last && received.reusable() && (drained || socket.isSilent());
        return reusable ? service.endOfUse() : CloseReason.NOT_REUSABLE;
    }

    /// Goes on in the next turn with what has left the socket, of which the selector knows nothing any more.
    private void goOnWithHeld() {
        if (!closed && !inbox.isEmpty() && !inbox.paused() && socket.conduit().holdsInput()) {
            loop.later(this::ready);
        }
    }

    private void readWhatIsLeft() {
        if (closed || inbox.isEmpty()) {
            return;
        }
        if (!inbox.read()) {
            loop.later(this::readWhatIsLeft);
        } else if (!inbox.paused()) { // otherwise it is up to the handler when to go on
            ended(outbox.failure());
        }
    }

    private void close(CloseReason reason) {
        close();
        pool.closed(reason);
    }

    private void close() {
        closed = true;
        outbox.stop();
        wire.drop();
        socket.close();
        pool.withdraw(this);
    }
}
