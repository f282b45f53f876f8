package wirebench.client.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import wirebench.client.Demand;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.protocol.DecodeException;
import wirebench.protocol.ResponseDecoder;
import wirebench.protocol.ResponseHead;

/// The responses of one connection's exchanges, one after another: what was read goes into a buffer, and the
/// handler is told, as far as it wants.
///
/// ```
///         begin             head            demand LATER
/// NONE -----------> HEAD ---------> BODY <---------------> PAUSED
///                                   | |      resume
///                    demand NO_MORE | | end
///                                   v v
///                      ABANDONED ---> COMPLETE ---> SURPLUS, if more was read than belongs to it
/// ```
/// A state is kept until the next begin, since whether the connection can be used again is asked when all is over.
/// Not thread-safe: confined to whoever carries out the exchange. Nothing is allocated per exchange.
public final class ResponseSide {
    /// How far a response has come.
    public enum State {
        /// There has been none.
        NONE,
        /// Its head is awaited, or the rest of it.
        HEAD,
        /// Its body is awaited, or the rest of it.
        BODY,
        /// Its handler wants nothing for now.
        PAUSED,
        /// Its handler wants nothing any more: what comes is discarded.
        ABANDONED,
        /// It has ended where what was read does.
        COMPLETE,
        /// It has ended, and octets were read beyond its end.
        SURPLUS;

        /// Whether the response has ended.
        ///
        /// @return true if nothing more belongs to it
        public boolean complete() {
            return switch (this) {
                case NONE, HEAD, BODY, PAUSED, ABANDONED -> false;
                case COMPLETE, SURPLUS -> true;
            };
        }
    }

    private static final int CONTINUE = 100;
    private static final ResponseHandler NOBODY = new DiscardingHandler();
    private static final ByteBuffer NO_OCTETS = ByteBuffer.allocate(0);

    private final RequestSide request;
    private final boolean closing;
    private final boolean tokenwise;
    private final ResponseDecoder decoder;
    private final long drainOctets;

    private State state = State.NONE;
    private ByteBuffer in = NO_OCTETS;
    private ResponseHandler handler = NOBODY;
    private boolean requestCloses; // the one that was sent, whatever becomes of its response
    private long discarded;

    /// @param request what an interim response asks for its body
    ResponseSide(ClientConfig config, RequestSide request) {
        this.request = request;
        closing = config.pool().strategy() == PoolStrategy.NONE;
        tokenwise = config.buffers().strategy().tokenwise();
        decoder = new ResponseDecoder(config.limits());
        drainOctets = config.drainOctets();
    }

    /// Begins with the response to a request.
    ///
    /// @param room where to put what is read; holds nothing of value
    void begin(HttpRequest sent, ResponseHandler told, ByteBuffer room) {
        in = room.clear();
        expect(sent, told);
    }

    /// Begins with the next response in the same buffer. What was read beyond the last belongs to it, and is
    /// decoded by [#received].
    void beginNext(HttpRequest sent, ResponseHandler told) {
        if (state == State.SURPLUS) {
            in.compact();
        } else {
            in.clear();
        }
        expect(sent, told);
    }

    private void expect(HttpRequest sent, ResponseHandler told) {
        decoder.begin(sent.method());
        handler = told;
        requestCloses = closing || sent.head().closes();
        discarded = 0;
        state = State.HEAD;
    }

    /// Reads by one call, as far as there is room; unless the strategy buffers nothing, for then it reads no octet
    /// of which it is not known what it is: lines octet by octet, and bodies as far as their length is known. Not
    /// while the exchange is [State#PAUSED].
    ///
    /// @param from the connection
    /// @return octets read, -1 at the end
    /// @throws IOException if the connection cannot be read
    public int read(Conduit from) throws IOException {
        return from.read(in());
    }

    /// Where to put what was read; empty at each call of [#received].
    ///
    /// @return the buffer, with as much room as may be read by now
    public ByteBuffer in() {
        ByteBuffer room = in;
        if (tokenwise) {
            long known = headReceived() && !state.complete() ? decoder.dataToCome() : 0;
            room.limit(Math.clamp(known, 1, room.capacity()));
        }
        return room;
    }

    /// Whether the last [#read] got less than it had asked for, so that there was nothing more at that moment.
    ///
    /// @return false if there may be more
    public boolean drained() {
        return in.hasRemaining() && !tokenwise;
    }

    /// Decodes what was read and tells the handler, as far as it wants; unless it pauses or there is a surplus, the
    /// buffer is empty afterwards.
    ///
    /// @return how far that has brought the response
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public State received() throws DecodeException {
        in.flip();
        return deliver();
    }

    /// Asks the handler anew what it wants, and goes on if it paused and wants more now.
    ///
    /// @return how far that has brought the response
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public State resume() throws DecodeException {
        if (state != State.PAUSED) {
            return received();
        }
        state = State.BODY;
        return deliver();
    }

    /// Tells that the peer closed its side.
    ///
    /// @return complete if that ends the response; otherwise it is cut short
    public State endOfInput() {
        if (decoder.endOfInput()) {
            state = ended();
        }
        return state;
    }

    /// How far the response has come.
    ///
    /// @return what the last call has made of it
    public State state() {
        return state;
    }

    /// Whether the final response's head has come.
    ///
    /// @return true from then on
    public boolean headReceived() {
        return switch (state) {
            case NONE, HEAD -> false;
            case BODY, PAUSED, ABANDONED, COMPLETE, SURPLUS -> true;
        };
    }

    /// Whether the handler wants nothing for now: neither read nor call [#received] before [#resume] has changed
    /// that.
    ///
    /// @return true if the exchange waits for its handler
    public boolean paused() {
        return state == State.PAUSED;
    }

    /// Whether the handler wants nothing any more.
    ///
    /// @return true if what comes is discarded
    public boolean abandoned() {
        return state == State.ABANDONED;
    }

    /// The final response's status code.
    ///
    /// @return 0 before its head is complete
    public int status() {
        return headReceived() ? decoder.head().status() : 0;
    }

    /// Whether not one octet of an answer has come.
    ///
    /// @return true until the first
    public boolean nothingReceived() {
        return decoder.octetsTaken() == 0;
    }

    /// Whether the rest of an abandoned body is worth reading, since the connection may be used again then.
    ///
    /// @return false if the body ends with the connection, or exceeds [ClientConfig#drainOctets]
    public boolean worthDraining() {
        return decoder.framing().leavesConnectionReusable() && discarded + decoder.octetsToCome() <= drainOctets;
    }

    /// Whether another response may follow: this one ended at a place that its framing defines, and neither side
    /// announced to close.
    ///
    /// @return false before the response is complete
    public boolean mayBeFollowed() {
        return state.complete() && !requestCloses && decoder.connectionReusable();
    }

    /// Lets go of the buffer and the handler; what became of the response is still known.
    void end() {
        in = NO_OCTETS;
        handler = NOBODY;
    }

    private State deliver() throws DecodeException {
        do {
            state = demanded();
        } while (state != State.PAUSED && decoded());
        if (state == State.COMPLETE && in.hasRemaining()) {
            state = State.SURPLUS; // stays where it is, for the next response if one is expected
        } else if (state != State.PAUSED) {
            in.clear();
        }
        return state;
    }

    private State demanded() {
        return switch (state) {
            case BODY -> wanted(handler.demand());
            case NONE, HEAD, PAUSED, ABANDONED, COMPLETE, SURPLUS -> state;
        };
    }

    private static State wanted(Demand demand) {
        return switch (demand) {
            case MORE -> State.BODY;
            case LATER -> State.PAUSED;
            case NO_MORE -> State.ABANDONED;
        };
    }

    /// One event of the decoder, of which the handler is told.
    ///
    /// @return false if the input is used up or the response complete
    private boolean decoded() throws DecodeException {
        switch (decoder.next(in)) {
            case OCTETS_NEEDED -> {
                return false;
            }
            case INTERIM -> interim(decoder.head());
            case HEAD -> {
                state = State.BODY; // also for whoever is asked from within the call
                handler.head(decoder.head());
            }
            case BODY -> body(decoder.bodyOctets());
            case END -> {
                state = ended();
                return false;
            }
        }
        return true;
    }

    private void interim(ResponseHead head) {
        if (head.status() == CONTINUE && request.holdsBody()) {
            request.releaseBody();
        }
        handler.interim(head);
    }

    private void body(int length) {
        ByteBuffer slice = in; // a handler that cancels its exchange takes it away
        int limit = slice.limit();
        int end = slice.position() + length;
        if (state == State.ABANDONED) {
            discarded += length;
        } else {
            slice.limit(end);
            handler.body(slice);
        }
        slice.limit(limit).position(end);
    }

    private State ended() {
        if (state != State.ABANDONED) {
            handler.end(decoder.trailers()); // what it throws must leave the response incomplete
        }
        return State.COMPLETE;
    }
}
