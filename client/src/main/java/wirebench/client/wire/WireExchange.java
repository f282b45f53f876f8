package wirebench.client.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.client.Demand;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.body.RequestBody;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.protocol.BodySource;
import wirebench.protocol.DecodeException;
import wirebench.protocol.RequestEncoder;
import wirebench.protocol.RequestHead;
import wirebench.protocol.ResponseDecoder;
import wirebench.protocol.ResponseHead;

/// One connection's exchanges, one after another, without the connection: what is to be written comes out of a
/// buffer, what was read goes into another, and the handler is told.
///
/// All three models share it; they differ only in who moves the octets. Not thread-safe: confined to whoever
/// carries out the exchange. Nothing is allocated per exchange.
public final class WireExchange {
    private static final int CONTINUE = 100;
    private static final ResponseHandler NOBODY = new DiscardingHandler();

    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private final BufferSource buffers;
    private final boolean closing;
    private final boolean tokenwise;
    private final boolean gathering;
    private final RequestTokens tokens = new RequestTokens();
    private final RequestEncoder encoder = new RequestEncoder();
    private final ResponseDecoder decoder;
    private final OctetsSource octets = new OctetsSource();
    private final long drainOctets;
    private final ByteBuffer[] headAndBody = {NO_BODY, NO_BODY};

    private BufferPair pair = BufferPair.NONE;
    private ByteBuffer gathered = NO_BODY; // a body that is written from where it is
    private boolean unsent;
    private ResponseHandler handler = NOBODY;
    private @Nullable BodySource source;
    private boolean requestCloses;
    private boolean encoded;
    private boolean headReceived;
    private boolean complete;
    private boolean surplus;
    private boolean paused;
    private boolean abandoned;
    private long discarded;

    /// Creates what carries the exchanges of one connection; it holds buffers as the strategy says, from a begin to
    /// [#clear] at most.
    ///
    /// @param config strategies and limits
    /// @param supply the client's buffers
    public WireExchange(ClientConfig config, BufferSupply supply) {
        buffers = supply.forConnection();
        closing = config.pool().strategy() == PoolStrategy.NONE;
        tokenwise = config.buffers().strategy().tokenwise();
        gathering = config.buffers().gathering();
        decoder = new ResponseDecoder(config.limits());
        drainOctets = config.drainOctets();
    }

    /// Gets ready for an exchange.
    ///
    /// @param request what to send
    /// @param responseHandler receives the response
    public void begin(HttpRequest request, ResponseHandler responseHandler) {
        lease();
        beginRequest(request);
        encoded = false;
        pair.in().clear();
        expect(request, responseHandler);
    }

    /// Gets ready for the response alone, to a request that was sent whole by means of another object: so a
    /// connection that waits for an answer need not hold buffers.
    ///
    /// @param request what was sent
    /// @param responseHandler receives the response
    public void beginResponse(HttpRequest request, ResponseHandler responseHandler) {
        lease();
        pair.out().clear().flip();
        encoded = true;
        unsent = false;
        pair.in().clear();
        expect(request, responseHandler);
    }

    /// Gets ready to send a request behind others whose responses are still to come; its own response is expected
    /// by [#expectNext] in its turn.
    ///
    /// @param request what to send; without a body
    public void beginNext(HttpRequest request) {
        beginRequest(request);
        encoded = false;
    }

    /// Gets ready for the response to the next of several requests that were sent one behind another. What was read
    /// beyond the last response belongs to it, and is decoded by [#received].
    ///
    /// @param request what was sent
    /// @param responseHandler receives the response
    public void expectNext(HttpRequest request, ResponseHandler responseHandler) {
        if (surplus) {
            pair.in().compact();
        } else {
            pair.in().clear();
        }
        expect(request, responseHandler);
    }

    /// Fills the output buffer with what comes next of the request. Call it when all of it has been [#written].
    ///
    /// @return the octets to write, from position to limit; none if the body is held back ([#holdsBody]) or has
    ///     nothing to send by now
    /// @throws IOException if the request's body cannot be read
    public ByteBuffer encode() throws IOException {
        ByteBuffer out = pair.out().clear();
        try {
            encoded = encoder.encode(out);
        } catch (IOException e) {
            throw new UnreadableBody(e);
        }
        return out.flip();
    }

    /// Whether the request's body waits for an interim response or [#releaseBody], and the head has been encoded.
    ///
    /// @return true if [#encode] would put nothing for that reason
    public boolean holdsBody() {
        return !encoded && encoder.holdsBody();
    }

    /// Lets [#encode] go on with the body although no interim response has asked for it.
    public void releaseBody() {
        encoder.releaseBody();
    }

    /// Asks the body's source to tell when it has something to send.
    ///
    /// @param wake run then, on any thread
    /// @return false if it does not tell, so that it has to be asked now and then
    public boolean tellsOfBody(Runnable wake) {
        return source != null && source.onReady(wake);
    }

    /// Whether the last [#encode] put the end of the request into the output buffer.
    ///
    /// @return true if nothing more is to be encoded
    public boolean requestEncoded() {
        return encoded;
    }

    /// Writes by one call as much of what [#encode] put as the strategy writes by one call: all, a token, or head
    /// and body together from where each is.
    ///
    /// @param to the connection
    /// @return octets written
    /// @throws IOException if the connection cannot be written to
    public long write(Conduit to) throws IOException {
        ByteBuffer out = pair.out();
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
        return !pair.out().hasRemaining() && !gathered.hasRemaining();
    }

    /// Whether what was encoded is written by several calls even where there is room for all of it.
    ///
    /// @return true if [#write] has another token to write
    public boolean anotherToken() {
        return tokenwise && !written();
    }

    /// Reads by one call, as far as there is room; unless the strategy buffers nothing, for then it reads no octet
    /// of which it is not known what it is: lines octet by octet, and bodies as far as their length is known. Not
    /// while the exchange is [#paused].
    ///
    /// @param from the connection
    /// @return octets read, -1 at the end
    /// @throws IOException if the connection cannot be read
    public int read(Conduit from) throws IOException {
        return from.read(in());
    }

    /// Whether the last [#read] got less than it had asked for, so that there was nothing more at that moment.
    ///
    /// @return false if there may be more
    public boolean drained() {
        return pair.in().hasRemaining() && !tokenwise;
    }

    /// Where to put what was read; empty at each call of [#received].
    ///
    /// @return the input buffer, with as much room as may be read by now
    public ByteBuffer in() {
        ByteBuffer in = pair.in();
        if (tokenwise) {
            long known = headReceived && !complete ? decoder.dataToCome() : 0;
            in.limit(Math.clamp(known, 1, in.capacity()));
        }
        return in;
    }

    /// Decodes what was read into the input buffer and tells the handler, as far as it wants; unless it pauses, the
    /// buffer is empty afterwards.
    ///
    /// @return true when the response is complete
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public boolean received() throws DecodeException {
        pair.in().flip();
        return deliver();
    }

    /// Asks the handler anew what it wants, and goes on if it paused and wants more now.
    ///
    /// @return true when the response is complete
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public boolean goOn() throws DecodeException {
        return paused ? deliver() : received();
    }

    /// Whether the handler wants nothing for now: neither read nor call [#received] before [#goOn] has changed
    /// that.
    ///
    /// @return true if the exchange waits for its handler
    public boolean paused() {
        return paused;
    }

    /// Whether the handler wants nothing any more.
    ///
    /// @return true if what comes is discarded
    public boolean abandoned() {
        return abandoned;
    }

    /// Whether the rest of an abandoned body is worth reading, since the connection may be used again then.
    ///
    /// @return false if the body ends with the connection, or exceeds [ClientConfig#drainOctets]
    public boolean worthDraining() {
        return decoder.framing().leavesConnectionReusable() && discarded + decoder.octetsToCome() <= drainOctets;
    }

    /// Tells that the peer closed its side.
    ///
    /// @return true if that completes the response, false if it is cut short
    public boolean endOfInput() {
        if (decoder.endOfInput()) {
            complete();
        }
        return complete;
    }

    /// Whether the final response's head has come.
    ///
    /// @return true from then on
    public boolean headReceived() {
        return headReceived;
    }

    /// The final response's status code.
    ///
    /// @return 0 before its head is complete
    public int status() {
        return headReceived ? decoder.head().status() : 0;
    }

    /// Whether not one octet of an answer has come.
    ///
    /// @return true until the first
    public boolean nothingReceived() {
        return decoder.octetsTaken() == 0;
    }

    /// Whether the connection may serve another exchange: the request was sent whole, the response ended exactly
    /// where the input did, and neither side announced to close.
    ///
    /// @return false before the response is complete
    public boolean reusable() {
        return mayBeFollowed() && encoded && !unsent && written() && !surplus;
    }

    /// Whether another response may follow: this one ended at a place that its framing defines, and neither side
    /// announced to close.
    ///
    /// @return false before the response is complete
    public boolean mayBeFollowed() {
        return complete && !requestCloses && decoder.connectionReusable();
    }

    /// Whether octets were read beyond the end of the response.
    ///
    /// @return false before the response is complete
    public boolean readBeyond() {
        return surplus;
    }

    /// Lets go of the buffers, the handler and the request, so that an idle connection holds on to none of them.
    /// Not while the handler may still look at a slice.
    public void clear() {
        unsent |= !written();
        gathered = NO_BODY;
        headAndBody[0] = NO_BODY;
        headAndBody[1] = NO_BODY;
        BufferPair used = pair;
        if (used != BufferPair.NONE) {
            pair = BufferPair.NONE;
            buffers.release(used);
        }
        handler = NOBODY;
        BodySource ended = source;
        if (ended != null) {
            source = null;
            close(ended);
        }
    }

    private void lease() {
        if (pair == BufferPair.NONE) {
            pair = buffers.lease();
        }
    }

    private void beginRequest(HttpRequest request) {
        RequestHead head = closing ? request.head().closing() : request.head();
        unsent = false;
        tokens.begin();
        pair.out().clear().flip();
        if (gathering && request.body() instanceof RequestBody.Octets body && !head.expectsContinue()) {
            source = null;
            gathered = ByteBuffer.wrap(body.octets());
            encoder.beginHead(head);
        } else {
            source = source(request);
            encoder.begin(head, source);
        }
    }

    private void expect(HttpRequest request, ResponseHandler responseHandler) {
        decoder.begin(request.method());
        handler = responseHandler;
        requestCloses = closing || request.head().closes();
        headReceived = false;
        complete = false;
        surplus = false;
        paused = false;
        abandoned = false;
        discarded = 0;
    }

    private boolean deliver() throws DecodeException {
        paused = false;
        boolean more = true;
        while (more) {
            paused = headReceived && demand() == Demand.LATER;
            more = !paused && next() && !complete;
        }
        if (!paused) {
            ByteBuffer in = pair.in();
            surplus |= in.hasRemaining(); // stays where it is, for the next response if one is expected
            if (!surplus) {
                in.clear();
            }
        }
        return complete;
    }

    /// One event of the decoder, which tells the handler; false when the input is used up.
    private boolean next() throws DecodeException {
        switch (decoder.next(pair.in())) {
            case OCTETS_NEEDED -> {
                return false;
            }
            case INTERIM -> interim(decoder.head());
            case HEAD -> {
                headReceived = true;
                handler.head(decoder.head());
            }
            case BODY -> body(decoder.bodyOctets());
            case END -> complete();
        }
        return true;
    }

    private void interim(ResponseHead head) {
        if (head.status() == CONTINUE && holdsBody()) {
            encoder.releaseBody();
        }
        handler.interim(head);
    }

    private void body(int length) {
        ByteBuffer in = pair.in();
        int limit = in.limit();
        int end = in.position() + length;
        if (abandoned) {
            discarded += length;
        } else {
            in.limit(end);
            handler.body(in);
        }
        in.limit(limit).position(end);
    }

    private Demand demand() {
        if (abandoned) {
            return Demand.NO_MORE;
        }
        Demand demand = handler.demand();
        abandoned = demand == Demand.NO_MORE;
        return demand;
    }

    private void complete() {
        if (!abandoned) {
            handler.end(decoder.trailers()); // what it throws must leave the exchange incomplete
        }
        complete = true;
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
