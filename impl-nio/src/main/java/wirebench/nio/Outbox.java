package wirebench.nio;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.RequestSide;
import wirebench.client.wire.WireExchange;

/// The exchange whose request a connection is writing, if any. Confined to the event loop.
///
/// It says what came of writing and acts on nothing but the exchange's deadline: [NioConnection] does the rest.
final class Outbox {
    private final LoopShare share;
    private final LoopTime time;
    private final WireLease wire;
    private @Nullable Exchange writing;
    private @Nullable IOException broken;
    private @Nullable Throwable failure;

    Outbox(LoopShare share, LoopTime time, WireLease wire) {
        this.share = share;
        this.time = time;
        this.wire = wire;
    }

    /// The exchange that is being written, if any.
    @Nullable
    Exchange writing() {
        return writing;
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
        return busy()
                && sending != null
                && sending.request().holdsBody()
                && !sending.response().headReceived();
    }

    /// Why the connection cannot be written to; null if it can.
    @Nullable
    IOException broken() {
        return broken;
    }

    /// Why the last request could not be sent.
    Throwable failure() {
        return Objects.requireNonNull(failure);
    }

    /// Writes a request as far as there is room for it at once.
    ///
    /// @param sending what encodes it, perhaps while it decodes the response to another
    /// @param alone whether there is no other
    Sent begin(Exchange next, WireExchange sending, boolean alone, Conduit to) {
        try {
            if (alone) {
                sending.begin(next.request(), next.handler());
            } else {
                sending.beginNext(next.request());
            }
            writing = next;
            RequestSide.State _ = sending.request().encode();
            return write(next, sending.request(), to);
        } catch (IOException | RuntimeException | Error e) {
            return failed(next, e);
        }
    }

    /// Goes on with a request for which there was no room, or whose body had nothing to send or was held back.
    Sent continueWriting(Conduit to) {
        Exchange current = writing;
        WireExchange sending = wire.held();
        if (current == null || sending == null) {
            return Sent.NOTHING;
        }
        try {
            return write(current, sending.request(), to);
        } catch (IOException | RuntimeException | Error e) {
            return failed(current, e);
        }
    }

    /// Lets the body go out although the server has not asked for it.
    void releaseBody() {
        WireExchange sending = wire.held();
        if (sending != null) {
            sending.request().releaseBody();
        }
    }

    /// Asks the body to tell when it has something to send.
    ///
    /// @param wake run then, on any thread
    /// @return false if it does not tell, so that it has to be asked
    boolean tellsOfBody(Runnable wake) {
        WireExchange sending = wire.held();
        return sending != null && sending.request().tellsOfBody(wake);
    }

    /// Leaves the request as it is, perhaps unfinished.
    void stop() {
        writing = null;
    }

    /// Writes what is encoded and encodes what comes next, until all is written, there is no room or the body has
    /// nothing at hand.
    ///
    /// @throws IOException if the body cannot be read; if the connection cannot be written to is another matter
    private Sent write(Exchange current, RequestSide sending, Conduit to) throws IOException {
        // The exchange is gone if writing fails, or if the body's source cancels it.
        for (int buffers = 0; buffers < LoopShare.BUFFERS_PER_TURN && writing == current; buffers++) {
            if (!emptied(current, sending, to)) {
                break;
            }
            if (sending.encoded()) {
                writing = null;
                current.observer().written(time.clock());
                return Sent.WRITTEN;
            }
            RequestSide.State encoded = sending.encode();
            if (encoded == RequestSide.State.HELD || encoded == RequestSide.State.STARVED) {
                return awaitBody(current, encoded);
            }
        }
        if (writing == current) {
            current.expireAfter(share.writeNanos(), time);
            return Sent.BLOCKED;
        }
        return broken == null ? Sent.NOTHING : Sent.BROKEN;
    }

    private Sent failed(Exchange current, Throwable cause) {
        failure = cause instanceof IOException e ? current.circumstances().bodyUnreadable(e) : cause;
        return Sent.FAILED;
    }

    private Sent awaitBody(Exchange current, RequestSide.State encoded) {
        if (writing != current) {
            return Sent.NOTHING;
        }
        if (encoded == RequestSide.State.HELD) {
            current.expireAfter(share.continueNanos(), time);
            return Sent.HELD;
        }
        current.expireAt(Long.MAX_VALUE, time);
        return Sent.STARVED;
    }

    private boolean emptied(Exchange current, RequestSide sending, Conduit to) {
        try {
            boolean wrote = !sending.written();
            while (wrote) {
                wrote = sending.write(to) > 0;
                current.requestWritten |= wrote;
                wrote &= sending.anotherToken();
            }
            // Nothing may be kept back by what is between here and the socket, either.
            return sending.written() && writing == current && to.flush();
        } catch (IOException e) {
            broken = e;
            writing = null;
            return false;
        }
    }
}
