package wirebench.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Phase;
import wirebench.client.Timings;
import wirebench.client.WireExchange;
import wirebench.protocol.DecodeException;

/// A connection and where its exchange stands. Confined to the event loop.
///
/// ```
/// IDLE -> WRITING -> READING -> IDLE ...      and CLOSED from everywhere
/// ```
/// A response is read in WRITING as well, since a server may answer before it has the whole request. A handler is
/// told something from [#ready] alone, so that a start from within a handler's call does no more than write.
final class NioConnection implements Carrier {
    private enum State {
        IDLE,
        WRITING,
        READING,
        CLOSED
    }

    /// Buffers filled or emptied before the loop's other connections get their turn.
    private static final int BUFFERS_PER_TURN = 16;

    /// An idle connection is looked at before it is used again, unless it was given back a moment ago: what can arrive
    /// in so short a time can arrive after the look as well.
    private static final long LOOK_AFTER_NANOS = 1_000_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final EventLoop loop;
    private final LoopPool pool;
    private final LoopShare share;
    private final WireExchange wire;

    private State state = State.IDLE;
    private @Nullable Exchange exchange; // what is carried in WRITING and READING
    private @Nullable IOException writeFailure; // after which nothing more is written
    private boolean awaitingRoom; // whether the key's interest includes writing
    private long idleSinceNanos;

    /// Takes over a channel that has been connected and is registered with the loop.
    NioConnection(SocketChannel channel, EventLoop loop, LoopPool pool, LoopShare share) {
        this.channel = channel;
        this.loop = loop;
        this.pool = pool;
        this.share = share;
        wire = loop.wire();
        key = channel.keyFor(loop.selector());
        key.attach(this);
        key.interestOps(SelectionKey.OP_READ);
    }

    /// Sends an exchange's request, as far as there is room for it at once.
    void begin(Exchange next, boolean reused) {
        exchange = next;
        next.carrier = this;
        next.onReusedConnection = reused;
        Timings timings = next.timings();
        if (timings != null && reused) {
            timings.acquired(loop.clock().nanos(), true);
        }
        state = State.WRITING;
        try {
            wire.begin(next.request(), next.handler());
            wire.encode();
            write(next);
        } catch (IOException e) {
            fail(Failures.bodyUnreadable(next, e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        if (state == State.WRITING) {
            loop.expireAt(next, Long.MAX_VALUE);
        }
    }

    @Override
    public void ready() {
        switch (state) {
            case READING -> read();
            case WRITING -> {
                read();
                if (state == State.WRITING && key.isWritable()) {
                    goOnWriting();
                }
            }
            case IDLE -> {
                if (!silent()) {
                    closeIdle();
                }
            }
            case CLOSED -> {}
        }
    }

    @Override
    public Phase phase() {
        if (wire.headReceived()) {
            return Phase.READ;
        }
        return state == State.WRITING ? Phase.WRITE : Phase.HEAD;
    }

    @Override
    public void fail(Throwable failure) {
        Exchange failed = exchange;
        if (failed != null) {
            close();
            pool.closed();
            loop.fail(failed, failure);
        }
    }

    @Override
    public void expire(long now) {
        Exchange expired = exchange;
        if (expired != null) {
            fail(Failures.timeout(expired, share, now));
        }
    }

    /// Whether an idle connection may be used again: not too long idle, still open, and nothing came unasked.
    boolean usable(long now, long idleNanos) {
        long idle = now - idleSinceNanos;
        return idle < idleNanos && (idle < LOOK_AFTER_NANOS || silent());
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void closeIdle() {
        retire();
        pool.idleClosed(this);
    }

    /// Closes a connection of which nothing is being decoded, so that another may have its buffers.
    void retire() {
        close();
        loop.spare(wire);
    }

    /// Asks the body's source again that had nothing to send.
    void goOnWriting() {
        Exchange writing = exchange;
        if (writing == null || state != State.WRITING) {
            return;
        }
        try {
            write(writing);
        } catch (IOException e) {
            fail(Failures.bodyUnreadable(writing, e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /// Writes what is encoded and encodes what comes next, until all is written, there is no room or the body has
    /// nothing at hand.
    ///
    /// @throws IOException if the body cannot be read; if the connection cannot be written to is another matter
    private void write(Exchange writing) throws IOException {
        for (int buffers = 0; buffers < BUFFERS_PER_TURN; buffers++) {
            if (!emptied(writing)) {
                break;
            }
            if (wire.requestEncoded()) {
                written(writing);
                return;
            }
            if (!wire.encode().hasRemaining() && !wire.requestEncoded()) {
                awaitRoom(false);
                loop.askAgain(this);
                return;
            }
        }
        awaitRoom(writeFailure == null);
    }

    private boolean emptied(Exchange writing) {
        ByteBuffer out = wire.out();
        try {
            writing.requestWritten |= channel.write(out) > 0;
        } catch (IOException e) {
            writeFailure = e;
            state = State.READING;
            loop.later(this::readWhatIsLeft);
        }
        return !out.hasRemaining();
    }

    private void written(Exchange writing) {
        state = State.READING;
        awaitRoom(false);
        Timings timings = writing.timings();
        if (timings != null) {
            timings.written(loop.clock().nanos());
        }
        if (!wire.headReceived()) {
            loop.expireAt(writing, Deadline.after(loop.now(), share.headNanos()));
        }
    }

    private void awaitRoom(boolean wanted) {
        if (awaitingRoom != wanted) {
            awaitingRoom = wanted;
            key.interestOps(wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /// A server that answers before it has read the whole request may close: its answer counts, if it is still there.
    private void readWhatIsLeft() {
        if (state != State.READING) {
            return;
        }
        if (!read()) {
            loop.later(this::readWhatIsLeft);
        } else if (state == State.READING) {
            ended(writeFailure);
        }
    }

    /// Reads until the socket gives less than there is room for: then it has no more, and asking again is in vain.
    ///
    /// @return false if there may be more
    private boolean read() {
        try {
            for (int buffers = 0; buffers < BUFFERS_PER_TURN; buffers++) {
                ByteBuffer in = wire.in();
                int octets = channel.read(in);
                boolean drained = in.hasRemaining();
                boolean complete = octets < 0 ? wire.endOfInput() : octets > 0 && wire.received();
                if (state == State.CLOSED) {
                    return true; // the handler has cancelled the exchange
                }
                if (complete) {
                    complete(drained);
                    return true;
                }
                if (octets < 0) {
                    ended(null);
                    return true;
                }
                progressed();
                if (drained) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            ended(e);
        } catch (DecodeException e) {
            failUndecodable(e);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return true;
    }

    private void progressed() {
        Exchange reading = exchange;
        if (reading == null || !wire.headReceived()) {
            return;
        }
        Timings timings = reading.timings();
        if (timings != null && timings.headNanos() == 0) {
            timings.headReceived(loop.clock().nanos());
        }
        loop.expireAt(reading, Deadline.after(loop.now(), share.readNanos()));
    }

    /// Gives the connection back before the handler is told, so that the handler's next start finds it.
    private void complete(boolean drained) {
        Exchange done = exchange;
        if (done == null) {
            return;
        }
        exchange = null;
        Timings timings = done.timings();
        if (timings != null && timings.headNanos() == 0) {
            timings.headReceived(loop.clock().nanos());
        }
        boolean reusable = wire.reusable() && (drained || silent()) && !loop.ending();
        wire.clear();
        if (reusable) {
            state = State.IDLE;
            idleSinceNanos = loop.now();
            pool.release(this);
        } else {
            retire();
            pool.closed();
        }
        loop.complete(done);
    }

    /// The peer ended the connection before the response was complete. If it had been idle before, the peer may have
    /// done so before it saw the request; then the request is sent once more, on a new connection.
    private void ended(@Nullable IOException failure) {
        Exchange unanswered = exchange;
        if (unanswered == null) {
            return;
        }
        boolean nothing = wire.nothingReceived();
        if (nothing
                && unanswered.onReusedConnection
                && unanswered.request().head().idempotent()
                && !loop.ending()) {
            close();
            pool.replace(unanswered);
            return;
        }
        IOException cause = failure == null && nothing ? writeFailure : failure;
        fail(cause == null ? Failures.truncated(unanswered, nothing) : Failures.transport(unanswered, cause));
    }

    private void failUndecodable(DecodeException e) {
        Exchange undecodable = exchange;
        if (undecodable != null) {
            fail(Failures.undecodable(undecodable, e));
        }
    }

    /// Whether there is nothing to read, not even an end. What comes unasked must never answer the next request.
    private boolean silent() {
        try {
            return channel.read(wire.in()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void close() {
        state = State.CLOSED;
        exchange = null;
        wire.clear();
        EventLoop.closeQuietly(channel);
    }
}
