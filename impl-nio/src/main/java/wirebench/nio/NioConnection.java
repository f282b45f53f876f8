package wirebench.nio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import wirebench.client.AwaitedExchange;
import wirebench.client.ChannelConduit;
import wirebench.client.Circumstances;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.client.WireExchange;
import wirebench.protocol.DecodeException;

/// A connection and where its exchange stands. Confined to the event loop.
///
/// ```
/// IDLE -> WRITING -> READING -> IDLE ...      and CLOSED from everywhere
/// ```
/// How long it holds on to buffers is up to their strategy ([Tenure]).
///
/// A response is read in WRITING as well, since a server may answer before it has the whole request; while the
/// exchange's handler has paused, nothing is read in either state. A handler is told something from [#ready] and
/// [#resume] alone, so that a start from within a handler's call does no more than write.
final class NioConnection implements Carrier {
    private enum State {
        IDLE,
        WRITING,
        READING,
        CLOSED
    }

    private final SocketChannel channel;
    private final ChannelConduit conduit;
    private final InputStream unread; // asked how much there is, never read
    private final SelectionKey key;
    private final EventLoop loop;
    private final LoopPool pool;
    private final LoopShare share;

    private State state = State.IDLE;
    private @Nullable Exchange exchange; // what is carried in WRITING and READING
    private final HeldWire wire;
    private @Nullable IOException writeFailure; // after which nothing more is written
    private final Interest interest;
    private boolean draining; // what comes is discarded, for a limited time
    private final long retirementNanos;
    private long uses;
    private long idleSinceNanos;
    private @Nullable ResponseHandler owner; // to whom it belongs, if connections do

    /// Its neighbours in [IdleConnections].
    @Nullable
    NioConnection older;

    @Nullable
    NioConnection newer;

    /// Takes over a channel that has been connected and is registered with the loop.
    NioConnection(SocketChannel channel, EventLoop loop, LoopPool pool, LoopShare share) {
        this.channel = channel;
        this.loop = loop;
        this.pool = pool;
        this.share = share;
        conduit = new ChannelConduit(channel, share.ledger());
        unread = unread(channel);
        key = channel.keyFor(loop.selector());
        key.attach(this);
        interest = new Interest(key);
        retirementNanos = share.health().retirementNanos(loop.time().now(), loop.chance());
        wire = new HeldWire(loop.buffers(), share.tenure());
    }

    private static InputStream unread(SocketChannel channel) {
        try {
            return channel.socket().getInputStream();
        } catch (IOException e) {
            return InputStream.nullInputStream(); // it is closed already, which the first use will tell
        }
    }

    /// Sends an exchange's request, as far as there is room for it at once.
    void begin(Exchange next, boolean reused) {
        exchange = next;
        loop.exchanges().lease(next, this);
        next.onReusedConnection = reused;
        Timings timings = next.timings();
        if (timings != null && reused) {
            timings.acquired(loop.time().exact(), uses > 0);
        }
        if (share.order() == IdleOrder.OWN) {
            owner = AwaitedExchange.given(next.handler());
        }
        state = State.WRITING;
        draining = false;
        WireExchange sending = wire.take();
        try {
            sending.begin(next.request(), next.handler());
            sending.encode();
            write(next, sending);
        } catch (IOException e) {
            fail(next.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    @Override
    public void ready() {
        switch (state) {
            case READING -> read();
            case WRITING -> {
                boolean held = holdsBody();
                read();
                boolean asked = held && !holdsBody();
                if (state == State.WRITING && (asked || key.isWritable())) {
                    goOnWriting();
                }
            }
            case IDLE -> {
                if (!silent()) {
                    closeIdle(CloseReason.STALE);
                }
            }
            case CLOSED -> {}
        }
    }

    @Override
    public Phase phase() {
        WireExchange receiving = wire.held();
        if (receiving != null && receiving.headReceived()) {
            return Phase.READ;
        }
        return state == State.WRITING ? Phase.WRITE : Phase.HEAD;
    }

    @Override
    public void fail(Throwable failure) {
        Exchange failed = exchange;
        if (failed != null) {
            WireExchange receiving = wire.held();
            boolean enough = receiving != null && receiving.abandoned();
            close();
            pool.closed(enough ? CloseReason.NOT_REUSABLE : CloseReason.FAILED);
            pool.serve();
            if (enough) {
                loop.exchanges().completeLater(failed);
            } else {
                loop.exchanges().fail(failed, failure);
            }
        }
    }

    @Override
    public void expire(long now) {
        Exchange expired = exchange;
        if (expired == null) {
            return;
        }
        WireExchange sending = wire.held();
        if (sending != null && holdsBody() && now < expired.totalDeadlineNanos()) {
            sending.releaseBody();
            goOnWriting();
        } else {
            fail(expired.timeout(now, share));
        }
    }

    @Override
    public void resume() {
        Exchange resumed = exchange;
        WireExchange receiving = wire.held();
        if (resumed == null || receiving == null || !receiving.headReceived()) {
            return;
        }
        try {
            boolean complete = receiving.goOn();
            if (state != State.CLOSED) {
                received(resumed, receiving, complete, false);
            }
            if (writeFailure != null) {
                loop.later(this::readWhatIsLeft);
            }
        } catch (DecodeException e) {
            fail(resumed.circumstances().undecodable(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /// Why an idle connection must not be kept, if so.
    @Nullable
    CloseReason endOfIdleness(long now) {
        return share.health().endOfIdleness(now, idleSinceNanos, retirementNanos);
    }

    /// When an idle connection has to be looked at.
    long dueNanos() {
        return share.health().dueNanos(idleSinceNanos, retirementNanos);
    }

    /// Whether nothing came unasked while the connection was idle, and unless that was short, whether it is still open.
    boolean silentSince(long now) {
        long idle = now - idleSinceNanos;
        boolean sameTurn = idle == 0; // then the read that ended its exchange has just found nothing more
        return sameTurn || (idle < share.health().probeNanos() ? nothingCame() : silent());
    }

    /// To whom it belongs, null if to anybody.
    @Nullable
    ResponseHandler owner() {
        return owner;
    }

    /// Waits for an exchange.
    void rest() {
        state = State.IDLE;
        idleSinceNanos = loop.time().now();
        pool.release(this);
    }

    void closeIdle(CloseReason reason) {
        close();
        pool.idleClosed(this, reason);
    }

    void close() {
        state = State.CLOSED;
        exchange = null;
        wire.drop();
        conduit.close();
        EventLoop.closeQuietly(channel);
    }

    /// Goes on with a request whose body had nothing to send or was held back.
    void goOnWriting() {
        Exchange writing = exchange;
        WireExchange sending = wire.held();
        if (writing == null || sending == null || state != State.WRITING) {
            return;
        }
        try {
            write(writing, sending);
        } catch (IOException e) {
            fail(writing.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /// Writes what is encoded and encodes what comes next, until all is written, there is no room or the body has
    /// nothing at hand.
    ///
    /// @throws IOException if the body cannot be read; if the connection cannot be written to is another matter
    private void write(Exchange writing, WireExchange sending) throws IOException {
        // The state changes if writing fails, or if the body's source cancels the exchange.
        for (int buffers = 0; buffers < LoopShare.BUFFERS_PER_TURN && state == State.WRITING; buffers++) {
            if (!emptied(writing, sending)) {
                break;
            }
            if (sending.requestEncoded()) {
                written(writing, sending);
                return;
            }
            if (!sending.encode().hasRemaining() && !sending.requestEncoded()) {
                awaitBody(writing, sending);
                return;
            }
        }
        if (state == State.WRITING) {
            interest.inWriting(true);
            expireAfter(writing, share.writeNanos());
        }
    }

    private void awaitBody(Exchange writing, WireExchange sending) {
        interest.inWriting(false);
        if (sending.holdsBody()) {
            expireAfter(writing, share.continueNanos());
            return;
        }
        loop.exchanges().expireAt(writing, Long.MAX_VALUE);
        if (!sending.tellsOfBody(() -> loop.submit(this::goOnWriting))) {
            loop.askAgain(this);
        }
    }

    private boolean emptied(Exchange writing, WireExchange sending) {
        try {
            boolean wrote = !sending.written();
            while (wrote) {
                wrote = sending.write(conduit) > 0;
                writing.requestWritten |= wrote;
                wrote &= sending.anotherToken();
            }
        } catch (IOException e) {
            writeFailure = e;
            state = State.READING;
            interest.inWriting(false);
            loop.later(this::readWhatIsLeft);
        }
        return sending.written();
    }

    private void written(Exchange writing, WireExchange sent) {
        state = State.READING;
        interest.inWriting(false);
        Timings timings = writing.timings();
        if (timings != null) {
            timings.written(loop.time().exact());
        }
        expireAfter(writing, sent.headReceived() ? share.readNanos() : share.headNanos());
        if (sent.nothingReceived()) {
            wire.rest();
        }
    }

    /// A server that answers before it has read the whole request may close: its answer counts, if it is still
    /// there.
    private void readWhatIsLeft() {
        Exchange reading = exchange;
        if (reading == null) {
            return;
        }
        WireExchange receiving = wireFor(reading);
        if (!read(reading, receiving)) {
            loop.later(this::readWhatIsLeft);
        } else if (!receiving.paused()) { // otherwise it is up to the handler when to go on
            ended(reading, writeFailure);
        }
    }

    private boolean read() {
        Exchange reading = exchange;
        return reading == null || read(reading, wireFor(reading));
    }

    /// Reads until the socket gives less than there is room for: then it has no more, and asking again is in vain.
    ///
    /// @return false if there may be more
    private boolean read(Exchange reading, WireExchange receiving) {
        try {
            for (int calls = 0; calls < share.callsPerTurn() && !receiving.paused(); calls++) {
                int octets = receiving.read(conduit);
                boolean drained = octets == 0 || receiving.drained();
                boolean complete = octets < 0 ? receiving.endOfInput() : octets > 0 && receiving.received();
                if (state == State.CLOSED) {
                    return true; // the handler has cancelled the exchange
                }
                if (octets < 0 && !complete) {
                    ended(reading, null);
                    return true;
                }
                received(reading, receiving, complete, drained);
                if (complete || drained || state == State.CLOSED) {
                    return true;
                }
            }
            return receiving.paused();
        } catch (IOException e) {
            ended(reading, e);
        } catch (DecodeException e) {
            fail(reading.circumstances().undecodable(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return true;
    }

    private void received(Exchange reading, WireExchange receiving, boolean complete, boolean drained) {
        if (complete) {
            complete(reading, receiving, drained);
        } else if (receiving.headReceived()) {
            noteHead(reading.timings());
            interest.inReading(!receiving.paused());
            if (receiving.abandoned()) {
                drain(reading, receiving);
            } else {
                expireAfter(reading, receiving.paused() ? 0 : share.readNanos());
            }
        }
    }

    /// Discards what comes, unless that is not worth it; a failure from now on is none.
    private void drain(Exchange reading, WireExchange receiving) {
        if (!receiving.worthDraining()) {
            close();
            pool.closed(CloseReason.NOT_REUSABLE);
            pool.serve();
            loop.exchanges().completeLater(reading);
        } else if (!draining) {
            draining = true;
            expireAfter(reading, share.drainNanos());
        }
    }

    /// Sets when the exchange expires unless it gets on.
    ///
    /// @param nanos 0 for no timeout but the total one
    private void expireAfter(Exchange waiting, long nanos) {
        loop.exchanges().expireAt(waiting, Deadline.after(loop.time().now(), nanos));
    }

    private boolean holdsBody() {
        WireExchange sending = wire.held();
        return sending != null && sending.holdsBody() && !sending.headReceived();
    }

    private WireExchange wireFor(Exchange reading) {
        WireExchange receiving = wire.held();
        if (receiving == null) {
            receiving = wire.take();
            receiving.beginResponse(reading.request(), reading.handler());
        }
        return receiving;
    }

    private void noteHead(@Nullable Timings timings) {
        if (timings != null && timings.headNanos() == 0) {
            timings.headReceived(loop.time().exact());
        }
    }

    /// Gives the connection back before the handler is told, so that the handler's next start finds it.
    private void complete(Exchange done, WireExchange received, boolean drained) {
        noteHead(done.timings());
        CloseReason reason = endOfUse(received, drained);
        wire.end();
        exchange = null;
        if (reason == null) {
            interest.inReading(true);
            rest();
        } else {
            close();
            pool.closed(reason);
        }
        pool.complete(done);
    }

    /// Why no other exchange may follow the one that is complete, if so.
    private @Nullable CloseReason endOfUse(WireExchange received, boolean drained) {
        uses++;
        if (loop.ending()) {
            return CloseReason.CLIENT_CLOSED;
        }
        return received.reusable() && (drained || silent())
                ? share.health().endOfUse(loop.time().now(), retirementNanos, uses)
                : CloseReason.NOT_REUSABLE;
    }

    /// The peer ended the connection before the response was complete. If it had been idle before, the peer may
    /// have done so before it saw the request; then the request is sent once more, on a new connection.
    private void ended(Exchange unanswered, @Nullable IOException failure) {
        if (state == State.CLOSED) {
            return;
        }
        WireExchange receiving = wire.held();
        boolean nothing = receiving == null || receiving.nothingReceived();
        boolean repeatable = unanswered.request().repeatable();
        if (nothing && repeatable && unanswered.onReusedConnection && !loop.ending()) {
            close();
            pool.replace(unanswered);
            return;
        }
        IOException cause = failure == null && nothing ? writeFailure : failure;
        Circumstances circumstances = unanswered.circumstances();
        fail(cause == null ? circumstances.truncated(nothing) : circumstances.transport(cause));
    }

    /// Whether no octet came unasked, which does not tell whether the connection has ended.
    private boolean nothingCame() {
        try {
            return unread.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether there is nothing to read, not even an end. What comes unasked must never answer the next request.
    private boolean silent() {
        try {
            return conduit.read(loop.buffers().probe()) == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
