package wirebench.client.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.HttpRequest;
import wirebench.client.body.RequestBody;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.protocol.BodySource;
import wirebench.protocol.RequestEncoder;
import wirebench.protocol.RequestHead;

/// The requests of one connection's exchanges, one after another: what is to be written comes out of a buffer, and
/// a body in memory, if it is gathered, from where it is.
///
/// ```
///         begin         encode                 encode               end, and all is written
/// NONE -----------> MORE <----> STARVED     MORE -----> ENCODED ----------------------------> SENT
///                    ^ |                                   |
///        releaseBody | | encode            otherwise, end  +--> CUT, as from MORE, STARVED, HELD
///                    | v
///                    HELD                  begin leads from SENT, CUT and ENCODED to MORE again
/// ```
/// Not thread-safe: confined to whoever carries out the exchange. Nothing is allocated per exchange, unless its
/// body is gathered.
public final class RequestSide {
    /// How far a request has come.
    public enum State {
        /// There has been none.
        NONE,
        /// There are octets to write, or more will come by the next [RequestSide#encode].
        MORE,
        /// The head is written, and the body waits for an interim response or [RequestSide#releaseBody].
        HELD,
        /// What came of the body is written, and it has nothing more to send by now.
        STARVED,
        /// All of it is encoded, if not yet written.
        ENCODED,
        /// It is over, and was written whole.
        SENT,
        /// It is over, and was not written whole.
        CUT
    }

    private static final ByteBuffer NO_OCTETS = ByteBuffer.allocate(0);

    private final boolean closing;
    private final boolean tokenwise;
    private final boolean gathering;
    private final RequestTokens tokens = new RequestTokens();
    private final RequestEncoder encoder = new RequestEncoder();
    private final OctetsSource octets = new OctetsSource();
    private final ByteBuffer[] headAndBody = {NO_OCTETS, NO_OCTETS};

    private State state = State.NONE;
    private ByteBuffer out = NO_OCTETS;
    private ByteBuffer gathered = NO_OCTETS; // a body that is written from where it is
    private @Nullable BodySource source;

    RequestSide(ClientConfig config) {
        closing = config.pool().strategy() == PoolStrategy.NONE;
        tokenwise = config.buffers().strategy().tokenwise();
        gathering = config.buffers().gathering();
    }

    /// Begins with a request. If its body cannot be opened, nothing has begun.
    ///
    /// @param room holds nothing that is still to be written
    void begin(HttpRequest request, ByteBuffer room) {
        RequestHead head = closing ? request.head().closing() : request.head();
        out = room.clear().flip();
        tokens.begin();
        if (gathering && request.body() instanceof RequestBody.Octets body && !head.expectsContinue()) {
            source = null;
            gathered = ByteBuffer.wrap(body.octets());
            encoder.beginHead(head);
        } else {
            source = source(request);
            encoder.begin(head, source);
        }
        state = State.MORE;
    }

    /// Takes note of a request that was sent whole by means of another object.
    void beginSent(ByteBuffer room) {
        out = room.clear().flip();
        state = State.SENT;
    }

    /// Fills the buffer with what comes next of the request. Call it when all that was encoded has been
    /// [#written].
    ///
    /// @return [State#MORE] or [State#ENCODED] if there are octets to write, of which the latter may have none;
    ///     [State#HELD] or [State#STARVED] if there are none
    /// @throws IOException if the request's body cannot be read
    public State encode() throws IOException {
        state = encode(out.clear());
        out.flip();
        return state;
    }

    private State encode(ByteBuffer room) throws IOException {
        try {
            if (encoder.encode(room)) {
                return State.ENCODED;
            }
        } catch (IOException e) {
            throw new UnreadableBody(e);
        }
        if (room.position() > 0) {
            return State.MORE;
        }
        return encoder.holdsBody() ? State.HELD : State.STARVED;
    }

    /// Writes by one call as much of what [#encode] put as the strategy writes by one call: all, a token, or head
    /// and body together from where each is.
    ///
    /// @param to the connection
    /// @return octets written
    /// @throws IOException if the connection cannot be written to
    public long write(Conduit to) throws IOException {
        if (gathered.hasRemaining()) {
            headAndBody[0] = out;
            headAndBody[1] = gathered;
            return to.write(headAndBody);
        }
        if (!tokenwise) {
            return to.write(out);
        }
        int end = out.limit();
        try {
            return to.write(out.limit(tokens.end(out)));
        } finally {
            out.limit(end);
        }
    }

    /// Whether everything that [#encode] put has been written.
    ///
    /// @return true before the first call
    public boolean written() {
        return !out.hasRemaining() && !gathered.hasRemaining();
    }

    /// Whether what was encoded is written by several calls even where there is room for all of it.
    ///
    /// @return true if [#write] has another token to write
    public boolean anotherToken() {
        return tokenwise && !written();
    }

    /// How far the request has come.
    ///
    /// @return what the last call has made of it
    public State state() {
        return state;
    }

    /// Whether the end of the request has been encoded.
    ///
    /// @return true if nothing more is to be encoded
    public boolean encoded() {
        return switch (state) {
            case ENCODED, SENT -> true;
            case NONE, MORE, HELD, STARVED, CUT -> false;
        };
    }

    /// Whether the request's body waits for an interim response or [#releaseBody], and the head has been encoded,
    /// if perhaps not written.
    ///
    /// @return true if [#encode] would put nothing for that reason
    public boolean holdsBody() {
        return switch (state) {
            case MORE, HELD, STARVED -> encoder.holdsBody();
            case NONE, ENCODED, SENT, CUT -> false;
        };
    }

    /// Lets [#encode] go on with the body although no interim response has asked for it.
    public void releaseBody() {
        encoder.releaseBody();
        if (state == State.HELD) {
            state = State.MORE;
        }
    }

    /// Asks the body's source to tell when it has something to send.
    ///
    /// @param wake run then, on any thread
    /// @return false if it does not tell, so that it has to be asked now and then
    public boolean tellsOfBody(Runnable wake) {
        return source != null && source.onReady(wake);
    }

    /// Whether the request has left whole.
    ///
    /// @return false if a part of it has still to be written, or never was
    public boolean sent() {
        return switch (state) {
            case SENT -> true;
            case ENCODED -> written();
            case NONE, MORE, HELD, STARVED, CUT -> false;
        };
    }

    /// Ends the request, wherever it is, and lets go of the buffer and the body.
    void end() {
        state = switch (state) {
            case MORE, HELD, STARVED, ENCODED -> sent() ? State.SENT : State.CUT;
            case NONE, SENT, CUT -> state;
        };
        out = NO_OCTETS;
        gathered = NO_OCTETS;
        headAndBody[0] = NO_OCTETS;
        headAndBody[1] = NO_OCTETS;
        BodySource ended = source;
        if (ended != null) {
            source = null;
            close(ended);
        }
    }

    private static void close(BodySource ended) {
        try {
            ended.close();
        } catch (IOException e) {
            // The exchange is over, and what the source holds on to is its own matter.
        }
    }

    private @Nullable BodySource source(HttpRequest request) {
        return switch (request.body()) {
            case RequestBody.None _ -> null;
            case RequestBody.Octets body -> octets.begin(body.octets());
            case RequestBody.Stream body -> body.open().get();
        };
    }

    /// A body from memory; one object serves all exchanges of the connection.
    private static final class OctetsSource implements BodySource {
        static final byte[] NOTHING = {};

        private byte[] octets = NOTHING;
        private int at;

        OctetsSource begin(byte[] body) {
            octets = body;
            at = 0;
            return this;
        }

        @Override
        public void close() {
            octets = NOTHING;
        }

        @Override
        public int read(ByteBuffer to) {
            int length = Math.min(to.remaining(), octets.length - at);
            to.put(octets, at, length);
            at += length;
            return length;
        }
    }
}
