package wirebench.nio;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Timings;
import wirebench.client.wire.WireExchange;

/// The exchange whose request a connection is writing, if any. Confined to the event loop.
final class Outbox {
    private final NioConnection connection;
    private final EventLoop loop;
    private final LoopShare share;
    private final WireLease wire;
    private @Nullable Exchange writing;
    private @Nullable IOException failure;

    Outbox(NioConnection connection, EventLoop loop, LoopShare share, WireLease wire) {
        this.connection = connection;
        this.loop = loop;
        this.share = share;
        this.wire = wire;
    }

    boolean busy() {
        return writing != null;
    }

    boolean holds(Exchange exchange) {
        return writing == exchange;
    }

    /// Whether the request's body waits for the server to ask for it.
    boolean holdsBody() {
        WireExchange sending = wire.held();
        return busy() && sending != null && sending.holdsBody() && !sending.headReceived();
    }

    /// Why nothing more is written.
    @Nullable
    IOException failure() {
        return failure;
    }

    /// Writes a request, which is begun, as far as there is room for it at once.
    void begin(Exchange next, WireExchange sending) {
        writing = next;
        try {
            sending.encode();
            write(next, sending);
        } catch (IOException e) {
            connection.fail(next, next.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            connection.fail(next, e);
        }
    }

    /// Goes on with a request for which there was no room, or whose body had nothing to send or was held back.
    void goOn() {
        Exchange current = writing;
        WireExchange sending = wire.held();
        if (current == null || sending == null) {
            return;
        }
        try {
            write(current, sending);
            connection.maySendMore();
        } catch (IOException e) {
            connection.fail(current, current.circumstances().bodyUnreadable(e));
        } catch (RuntimeException | Error e) {
            connection.fail(current, e);
        }
    }

    /// Sends the body although the server has not asked for it.
    void releaseBody() {
        WireExchange sending = wire.held();
        if (sending != null) {
            sending.releaseBody();
        }
        goOn();
    }

    /// Leaves the request as it is, perhaps unfinished.
    void stop() {
        writing = null;
    }

    /// Writes what is encoded and encodes what comes next, until all is written, there is no room or the body has
    /// nothing at hand.
    ///
    /// @throws IOException if the body cannot be read; if the connection cannot be written to is another matter
    private void write(Exchange current, WireExchange sending) throws IOException {
        // The exchange is gone if writing fails, or if the body's source cancels it.
        for (int buffers = 0; buffers < LoopShare.BUFFERS_PER_TURN && writing == current; buffers++) {
            if (!emptied(current, sending)) {
                break;
            }
            if (sending.requestEncoded()) {
                written(current, sending);
                return;
            }
            if (!sending.encode().hasRemaining() && !sending.requestEncoded()) {
                awaitBody(current, sending);
                return;
            }
        }
        if (writing == current) {
            connection.interest().inWriting(true);
            expireAfter(current, share.writeNanos());
        }
    }

    private boolean emptied(Exchange current, WireExchange sending) {
        try {
            boolean wrote = !sending.written();
            while (wrote) {
                wrote = sending.write(connection.conduit()) > 0;
                current.requestWritten |= wrote;
                wrote &= sending.anotherToken();
            }
        } catch (IOException e) {
            writingFailed(e);
        }
        return sending.written() && writing == current && flushed();
    }

    /// Whether nothing is kept back by what is between here and the socket.
    private boolean flushed() {
        try {
            return connection.conduit().flush();
        } catch (IOException e) {
            writingFailed(e);
            return false;
        }
    }

    private void writingFailed(IOException e) {
        failure = e;
        writing = null;
        connection.writingFailed();
    }

    private void awaitBody(Exchange current, WireExchange sending) {
        if (writing != current) {
            return;
        }
        connection.interest().inWriting(false);
        if (sending.holdsBody()) {
            expireAfter(current, share.continueNanos());
            return;
        }
        loop.exchanges().expireAt(current, Long.MAX_VALUE);
        if (!sending.tellsOfBody(() -> loop.submit(this::goOn))) {
            loop.askAgain(this);
        }
    }

    private void written(Exchange done, WireExchange sent) {
        writing = null;
        connection.interest().inWriting(false);
        Timings timings = done.timings();
        if (timings != null) {
            timings.written(loop.time().exact());
        }
        connection.written(done, sent);
    }

    private void expireAfter(Exchange waiting, long nanos) {
        loop.exchanges().expireAt(waiting, Deadline.after(loop.time().now(), nanos));
    }
}
