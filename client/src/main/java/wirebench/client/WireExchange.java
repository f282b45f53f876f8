package wirebench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.BodySource;
import wirebench.protocol.DecodeException;
import wirebench.protocol.RequestEncoder;
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

    private final ByteBuffer out;
    private final ByteBuffer in;
    private final RequestEncoder encoder = new RequestEncoder();
    private final ResponseDecoder decoder;
    private final OctetsSource octets = new OctetsSource();
    private final long drainOctets;

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

    /// Allocates the buffers of a connection.
    ///
    /// @param config sizes and limits
    public WireExchange(ClientConfig config) {
        out = ByteBuffer.allocateDirect(config.bufferOctets());
        in = ByteBuffer.allocateDirect(config.bufferOctets());
        decoder = new ResponseDecoder(config.limits());
        drainOctets = config.drainOctets();
    }

    /// Gets ready for an exchange.
    ///
    /// @param request what to send
    /// @param responseHandler receives the response
    public void begin(HttpRequest request, ResponseHandler responseHandler) {
        source = source(request);
        encoder.begin(request.head(), source);
        out.clear();
        encoded = false;
        expect(request, responseHandler);
    }

    /// Gets ready for the response alone, to a request that was sent whole by means of another object: so a
    /// connection that waits for an answer need not hold buffers.
    ///
    /// @param request what was sent
    /// @param responseHandler receives the response
    public void beginResponse(HttpRequest request, ResponseHandler responseHandler) {
        out.clear().flip();
        encoded = true;
        expect(request, responseHandler);
    }

    /// Fills the output buffer with what comes next of the request. Call it when the buffer has been written.
    ///
    /// @return the octets to write, from position to limit; none if the body is held back ([#holdsBody]) or has
    ///     nothing to send by now
    /// @throws IOException if the request's body cannot be read
    public ByteBuffer encode() throws IOException {
        out.clear();
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

    /// The octets that [#encode] put and that have not been written yet.
    ///
    /// @return the output buffer
    public ByteBuffer out() {
        return out;
    }

    /// Where to read into, unless the exchange is [#paused]; empty at each call of [#received].
    ///
    /// @return the input buffer
    public ByteBuffer in() {
        return in;
    }

    /// Decodes what was read into the input buffer and tells the handler, as far as it wants; unless it pauses, the
    /// buffer is empty afterwards.
    ///
    /// @return true when the response is complete
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public boolean received() throws DecodeException {
        in.flip();
        return deliver();
    }

    /// Asks the handler anew what it wants, and goes on if it paused and wants more now.
    ///
    /// @return true when the response is complete
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public boolean goOn() throws DecodeException {
        return paused ? deliver() : received();
    }

    /// Whether the handler wants nothing for now: neither read nor call [#received] before [#goOn] has changed that.
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
        return complete && encoded && !out.hasRemaining() && !surplus && !requestCloses && decoder.connectionReusable();
    }

    /// Lets go of the handler and the request, so that an idle connection holds on to neither.
    public void clear() {
        handler = NOBODY;
        BodySource ended = source;
        if (ended != null) {
            source = null;
            close(ended);
        }
    }

    private void expect(HttpRequest request, ResponseHandler responseHandler) {
        decoder.begin(request.method());
        handler = responseHandler;
        requestCloses = request.head().closes();
        headReceived = false;
        complete = false;
        surplus = false;
        paused = false;
        abandoned = false;
        discarded = 0;
        in.clear();
    }

    private boolean deliver() throws DecodeException {
        paused = false;
        boolean more = true;
        while (more) {
            paused = headReceived && demand() == Demand.LATER;
            more = !paused && next() && !complete;
        }
        if (!paused) {
            surplus |= in.hasRemaining();
            in.clear();
        }
        return complete;
    }

    /// One event of the decoder, which tells the handler; false when the input is used up.
    private boolean next() throws DecodeException {
        switch (decoder.next(in)) {
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
