package wirebench.nio;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.CloseReason;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.failure.FailureContext;
import wirebench.client.wire.WireExchange;

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
/// How long a connection holds on to buffers is up to their strategy ([BufferScope]). A handler is told something
/// from [#ready] and [#resume] alone, so that a start from within a handler's call does no more than write.
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
    private boolean decoding; // what was read, further up the stack

    /// To whom it belongs, null if to anybody.
    @Nullable
    ResponseHandler owner;

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
            LoopSocket socket, HomeLoop loop, HomePool pool, Exchanges exchanges, LoopShare share, WirePool buffers) {
        this.socket = socket;
        this.loop = loop;
        this.pool = pool;
        this.exchanges = exchanges;
        this.share = share;
        time = loop.time();
        age = new ConnectionAge(share.health(), time, socket, loop.chance());
        wire = new WireLease(buffers, share.scope());
        outbox = new Outbox(share, time, wire);
        inbox = new Inbox(share, time, wire);
    }

    /// Sends an exchange's request, as far as there is room for it at once.
    void begin(Exchange next, boolean reused) {
        next.stage = this;
        next.carriedBy(reused, time);
        boolean alone = inbox.isEmpty();
        act(next, outbox.begin(next, inbox.add(next), alone, socket.conduit()));
    }

    @Override
    public void ready() {
        if (closed) {
            return;
        }
        if (inbox.isEmpty()) {
            if (!socket.isSilent()) {
                pool.closeIdle(this, CloseReason.STALE);
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
        if (inbox.hasHeadOf(exchange)) {
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
            if (outbox.broken() != null) {
                loop.later(this::readWhatIsLeft);
            }
            readHeldLater();
        }
    }

    ConnectionAge age() {
        return age;
    }

    /// Whether another request may be sent before the responses to those that were sent have come. Never on a new
    /// connection, for the server may be one that closes after a response (RFC 9112 section 9.3.2).
    boolean takesMore() {
        return inbox.takesMore() && age.hasBegun() && age.takesMore(inbox.size()) && !outbox.busy() && !closed;
    }

    /// Closes the socket and lets go of all that the connection holds.
    void close() {
        closed = true;
        outbox.stop();
        wire.drop();
        socket.close();
    }

    // What follows moves octets and acts on what came of it.

    private void continueWriting() {
        Exchange current = outbox.writing();
        if (current != null) {
            act(current, outbox.continueWriting(socket.conduit()));
            if (takesMore()) {
                pool.serve(); // those who wait, since the request before theirs had to wait for room
            }
        }
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
            case STARVED -> awaitBody();
            case BROKEN -> {
                age.retire();
                socket.interest().inWriting(false);
                loop.later(this::readWhatIsLeft); // an answer that came before the whole request was read counts
            }
            case FAILED -> fail(current, outbox.failure());
            case NOTHING -> {}
        }
    }

    private void awaitBody() {
        socket.interest().inWriting(false);
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
        } catch (RuntimeException | Error e) { // a handler's
            fail(e);
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
        } catch (RuntimeException | Error e) { // a handler's
            fail(e);
        } finally {
            decoding = false;
            settle();
        }
    }

    /// @return whether more is to be read now
    private boolean act(Received first) {
        Received received = first;
        while (received == Received.COMPLETE && completed()) {
            received = inbox.readSurplus();
        }
        switch (received) {
            case MORE, DRAINED -> socket.interest().inReading(true);
            case PAUSED -> socket.interest().inReading(false);
            case ENOUGH -> endFirst(null, false);
            case ENDED -> ended(inbox.broken());
            case UNDECODABLE -> fail(inbox.undecodable());
            case COMPLETE, NOTHING -> {} // no other response is awaited
        }
        return received == Received.MORE;
    }

    /// Lets go of buffers while nothing moves.
    private void settle() {
        boolean moving = outbox.busy() || decoding;
        if (wire.held() != null && !moving && !inbox.isEmpty() && inbox.nothingReceived()) {
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

    private void readWhatIsLeft() {
        if (closed || inbox.isEmpty()) {
            return;
        }
        if (read()) {
            loop.later(this::readWhatIsLeft);
        } else if (!inbox.paused()) { // otherwise it is up to the handler when to go on
            ended(outbox.broken());
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
        } else if (received.response().mayBeFollowed()) {
            inbox.expect(next, !outbox.holds(next));
            socket.interest().inReading(true);
            pool.offer(this);
        } else {
            close(CloseReason.NOT_REUSABLE, false);
        }
        pool.complete(done);
        return next != null && !closed;
    }

    private void completedLast(WireExchange received) {
        CloseReason reason = loop.ending() ? CloseReason.CLIENT_CLOSED : age.endOfUse(received, inbox.drained());
        wire.end();
        socket.conduit().rest();
        socket.interest().inReading(true);
        if (reason == null) {
            pool.release(this);
        } else {
            close(reason, false);
        }
    }

    /// The peer ended the connection before the first response was complete. If the connection had been used
    /// before, the peer may have done so before it saw the request; then the request is sent once more.
    private void ended(@Nullable IOException failure) {
        Exchange first = inbox.first();
        if (closed || first == null) {
            return;
        }
        boolean nothing = inbox.nothingReceived();
        if (first.mayBeSentAgain(nothing) && !loop.ending()) {
            first.sentAgain();
            inbox.pollFirst();
            close(CloseReason.STALE, true);
            pool.reconnect(first);
            pool.serve();
        } else {
            IOException cause = failure == null && nothing ? outbox.broken() : failure;
            FailureContext at = first.circumstances();
            endFirst(cause == null ? at.truncated(nothing) : at.broken(cause, nothing), true);
        }
    }

    @Override
    public void fail(Throwable failure) {
        endFirst(failure, false);
    }

    /// {@inheritDoc}
    ///
    /// Those that come before it are carried to their end, and those behind it are sent again.
    @Override
    public void fail(Exchange exchange, Throwable failure) {
        int place = inbox.place(exchange);
        if (place == 0) {
            endFirst(failure, false);
        } else if (place > 0) {
            age.retire();
            outbox.stop();
            socket.interest().inWriting(false);
            while (inbox.size() > place + 1) {
                pool.sendAgain(Objects.requireNonNull(inbox.pollLast()));
            }
            inbox.pollLast();
            pool.serve();
            exchanges.fail(exchange, failure);
        }
    }

    /// Ends the first exchange, and with it the connection. For a handler that wanted nothing more, a failure is
    /// none.
    ///
    /// @param failure null if the rest of the response is just not worth reading
    /// @param tried whether the peer has ended the connection, so that the others count as sent once
    private void endFirst(@Nullable Throwable failure, boolean tried) {
        boolean enough = inbox.abandoned();
        Exchange first = inbox.pollFirst();
        if (first == null) {
            return;
        }
        if (enough || failure == null) {
            close(CloseReason.NOT_REUSABLE, false);
            pool.serve();
            exchanges.completeLater(first);
        } else {
            close(CloseReason.FAILED, tried);
            pool.serve();
            exchanges.fail(first, failure);
        }
    }

    private void close(CloseReason reason, boolean tried) {
        close();
        pool.closed(this, reason, inbox, tried);
    }
}
