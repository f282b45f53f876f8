package wirebench.nio;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.failure.FailureContext;
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
/// request is being written, too, since a server may answer before it has the whole of it. Both say what came of it
/// ([Sent], [Received]), and what follows from that is decided here alone.
///
/// How long a connection holds on to buffers is up to their strategy ([BufferScope]). A handler is told something from
/// [#ready] and [#resume] alone, so that a start from within a handler's call does no more than write.
final class NioConnection implements ConnectionStage {
    private final LoopSocket socket;
    private final ConnectionAge age;
    private final HomeLoop loop;
    private final HomePool pool;
    private final Exchanges exchanges;
    private final LoopTime time;
    private final LoopShare share;
    private final WireLease wire;
    private final Outbox outbox;
    private final Inbox inbox;

    private boolean closed;
    private boolean last; // no request follows those that were written
    private boolean decoding; // what was read, further up the stack
    private @Nullable ResponseHandler owner; // to whom it belongs, if connections do

    /// Its neighbours in [IdleConnections].
    @Nullable
    NioConnection older;

    @Nullable
    NioConnection newer;

    /// Whether it is in [Pipelines].
    boolean offered;

    /// Takes over a socket that is connected and, if need be, secured.
    ///
    /// @param buffers what the pool's connections use in turn
    NioConnection(
            LoopSocket socket,
            HomeLoop loop,
            HomePool pool,
            Exchanges exchanges,
            LoopShare share,
            WirePool buffers) {
        this.socket = socket;
        this.loop = loop;
        this.pool = pool;
        this.exchanges = exchanges;
        this.share = share;
        time = loop.time();
        age = new ConnectionAge(share.health(), time, loop.chance());
        wire = new WireLease(buffers, share.tenure());
        outbox = new Outbox(share, time, wire);
        inbox = new Inbox(share, time, wire);
    }

    /// Sends an exchange's request, as far as there is room for it at once.
    void begin(Exchange next, boolean reused) {
        next.stage = this;
        next.carriedBy(reused, age.hasBegun(), time);
        if (share.order() == IdleOrder.OWN) {
            owner = next.handler().standsFor();
        }
        Exchange before = inbox.first();
        inbox.add(next);
        try {
            act(next, outbox.begin(next, wireOf(next, before), socket.conduit()));
        } catch (IOException e) {
            fail(next, next.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            fail(next, e);
        }
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
        boolean _ = read();
        boolean asked = held && !outbox.holdsBody();
        if (outbox.busy() && (asked || socket.isWritable())) {
            continueWriting();
        }
        readHeldLater();
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
            continueWriting();
        } else {
            fail(exchange, exchange.timeout(now, share));
        }
    }

    @Override
    public void resume(Exchange exchange) {
        if (inbox.first() == exchange) {
            resumeReading();
            if (outbox.failure() != null) {
                loop.later(this::readWhatIsLeft);
            }
            readHeldLater();
        }
    }

    // What the pool asks.

    /// How long it has served, and whether it may go on.
    ConnectionAge age() {
        return age;
    }

    /// Whether nothing came unasked while the connection was idle, and unless that was short, whether it is still
    /// open.
    boolean isSilent() {
        return age.isSilent(socket);
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
                && age.hasBegun()
                && age.takesMore(inbox.size())
                && !outbox.busy()
                && !inbox.paused()
                && !last
                && !closed;
    }

    /// Waits for an exchange.
    void becomeIdle() {
        age.becameIdle();
        pool.release(this);
    }

    void closeIdle(CloseReason reason) {
        close();
        pool.idleClosed(this, reason);
    }

    // What follows moves octets and acts on what came of it.

    /// Goes on with a request for which there was no room, or whose body had nothing to send or was held back.
    private void continueWriting() {
        Exchange current = outbox.writing();
        if (current == null) {
            return;
        }
        try {
            act(current, outbox.continueWriting(socket.conduit()));
            if (takesMore()) {
                pool.serve(); // those who wait, since the request before theirs had to wait for room
            }
        } catch (IOException e) {
            fail(current, current.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            fail(current, e);
        }
    }

    /// What encodes an exchange's request: the same that decodes the response before it, if there is one to come.
    private WireExchange wireOf(Exchange next, @Nullable Exchange before) {
        if (before == null) {
            WireExchange sending = wire.take();
            sending.begin(next.request(), next.handler());
            return sending;
        }
        WireExchange sending = inbox.wire(before);
        sending.beginNext(next.request());
        return sending;
    }

    private void act(Exchange current, Sent sent) {
        switch (sent) {
            case WRITTEN -> {
                socket.interest().inWriting(false);
                inbox.await(current);
                settle();
                pool.offer(this);
            }
            case BLOCKED -> socket.interest().inWriting(true);
            case HELD -> socket.interest().inWriting(false);
            case STARVED -> {
                socket.interest().inWriting(false);
                awaitBody();
            }
            case BROKEN -> {
                // A server that answers before it has read the whole request may close: its answer counts, if it
                // is still there.
                last = true;
                socket.interest().inWriting(false);
                loop.later(this::readWhatIsLeft);
            }
            case NOTHING -> {}
        }
    }

    private void awaitBody() {
        Submissions.Task again = this::continueWriting;
        if (!outbox.tellsOfBody(() -> loop.submit(again))) {
            loop.inAMoment(again);
        }
    }

    /// Reads until the socket gives less than there is room for: then it has no more, and asking again is in vain.
    ///
    /// @return whether there may be more
    private boolean read() {
        decoding = true;
        try {
            boolean more = true;
            for (int calls = 0; more && calls < share.callsPerTurn(); calls++) {
                more = act(inbox.read(socket.conduit()));
            }
            return more;
        } catch (IOException | DecodeException | RuntimeException | Error e) {
            readingFailed(e);
            return false;
        } finally {
            decoding = false;
            settle();
        }
    }

    private void resumeReading() {
        decoding = true;
        try {
            boolean _ = act(inbox.resume());
        } catch (DecodeException | RuntimeException | Error e) {
            readingFailed(e);
        } finally {
            decoding = false;
            settle();
        }
    }

    /// @return whether more is to be read now
    private boolean act(Received first) throws DecodeException {
        Received received = first;
        while (received == Received.COMPLETE && completed()) {
            received = inbox.decodeSurplus();
        }
        switch (received) {
            case MORE, DRAINED -> socket.interest().inReading(true);
            case PAUSED -> socket.interest().inReading(false);
            case ENOUGH -> completedEarly();
            case ENDED -> ended(null);
            case COMPLETE, NOTHING -> {} // no other response is awaited
        }
        return received == Received.MORE;
    }

    /// Lets go of buffers while nothing moves.
    private void settle() {
        WireExchange held = wire.held();
        boolean moving = outbox.busy() || decoding;
        if (held != null && !moving && !inbox.isEmpty() && held.nothingReceived()) {
            wire.rest();
            socket.conduit().rest();
        }
    }

    /// Goes on in the next turn with what has left the socket, of which the selector knows nothing any more.
    private void readHeldLater() {
        if (!closed && !inbox.isEmpty() && !inbox.paused() && socket.conduit().holdsInput()) {
            loop.later(this::ready);
        }
    }

    /// Reads what a peer has sent that takes no more.
    private void readWhatIsLeft() {
        if (closed || inbox.isEmpty()) {
            return;
        }
        if (read()) {
            loop.later(this::readWhatIsLeft);
        } else if (!inbox.paused()) { // otherwise it is up to the handler when to go on
            ended(outbox.failure());
        }
    }

    // What follows ends exchanges, and the connection with them.

    /// The first response is complete. The connection goes on before the handler is told, so that the handler's
    /// next start finds it.
    ///
    /// @return whether another response is awaited
    private boolean completed() {
        WireExchange received = Objects.requireNonNull(wire.held());
        Exchange done = Objects.requireNonNull(inbox.pollFirst());
        age.used();
        Exchange next = inbox.first();
        if (next == null) {
            completedLast(received);
        } else if (received.mayBeFollowed()) {
            received.expectNext(next.request(), next.handler());
            socket.interest().inReading(true);
            if (!outbox.holds(next)) {
                inbox.await(next);
            }
            pool.offer(this);
        } else {
            close(CloseReason.NOT_REUSABLE);
            handOn(false);
        }
        pool.complete(done);
        return next != null && !closed;
    }

    private void completedLast(WireExchange received) {
        CloseReason reason = endOfUse(received);
        wire.end();
        socket.conduit().rest();
        socket.interest().inReading(true);
        if (reason == null) {
            becomeIdle();
        } else {
            close(reason);
        }
    }

    /// Why no other exchange may follow the one that is complete, if so.
    private @Nullable CloseReason endOfUse(WireExchange received) {
        if (loop.ending()) {
            return CloseReason.CLIENT_CLOSED;
        }
        boolean reusable = !last && received.reusable() && (inbox.drained() || socket.isSilent());
        return reusable ? age.endOfUse() : CloseReason.NOT_REUSABLE;
    }

    /// The first response is as complete as its handler wants it, and the rest is not worth reading.
    private void completedEarly() {
        Exchange first = inbox.pollFirst();
        if (first != null) {
            endEarly(CloseReason.NOT_REUSABLE, false);
            exchanges.completeLater(first);
        }
    }

    /// The peer ended the connection before the first response was complete. If the connection had been used
    /// before, the peer may have done so before it saw the request; then the request is sent once more.
    private void ended(@Nullable IOException failure) {
        Exchange first = inbox.first();
        if (closed || first == null) {
            return;
        }
        WireExchange receiving = wire.held();
        boolean nothing = receiving == null || receiving.nothingReceived();
        if (nothing && first.mayBeRepeated() && !loop.ending()) {
            first.repeated = true;
            inbox.pollFirst();
            close();
            pool.replace(this, first);
            handOn(true);
            pool.serve();
        } else {
            IOException cause = failure == null && nothing ? outbox.failure() : failure;
            FailureContext circumstances = first.circumstances();
            failFirst(cause == null ? circumstances.truncated(nothing) : circumstances.broken(cause, nothing), true);
        }
    }

    private void readingFailed(Throwable failure) {
        Exchange first = inbox.first();
        switch (failure) {
            case IOException e -> ended(e);
            case DecodeException e when first != null -> fail(first.circumstances().undecodable(e));
            default -> fail(failure);
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
                pool.sendAgain(Objects.requireNonNull(inbox.pollLast()), false);
            }
            inbox.pollLast();
            pool.serve();
            exchanges.fail(exchange, failure);
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
            exchanges.fail(failed, failure);
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
            pool.sendAgain(left, tried);
        }
    }

    private void close(CloseReason reason) {
        close();
        pool.closed(this, reason);
    }

    private void close() {
        closed = true;
        outbox.stop();
        wire.drop();
        socket.close();
    }
}
