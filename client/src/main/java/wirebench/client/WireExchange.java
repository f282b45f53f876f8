package wirebench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.BodySource;
import wirebench.protocol.DecodeException;
import wirebench.protocol.RequestEncoder;
import wirebench.protocol.ResponseDecoder;

/// One connection's exchanges, one after another, without the connection: what is to be written comes out of a
/// buffer, what was read goes into another, and the handler is told.
///
/// All three models share it; they differ only in who moves the octets. Not thread-safe: confined to whoever
/// carries out the exchange. Nothing is allocated per exchange.
public final class WireExchange {
    private static final ResponseHandler NOBODY = new DiscardingHandler();

    private final ByteBuffer out;
    private final ByteBuffer in;
    private final RequestEncoder encoder = new RequestEncoder();
    private final ResponseDecoder decoder;
    private final OctetsSource octets = new OctetsSource();

    private ResponseHandler handler = NOBODY;
    private boolean requestCloses;
    private boolean encoded;
    private boolean headReceived;
    private boolean complete;
    private boolean surplus;

    /// Allocates the buffers of a connection.
    ///
    /// @param config sizes and limits
    public WireExchange(ClientConfig config) {
        out = ByteBuffer.allocateDirect(config.bufferOctets());
        in = ByteBuffer.allocateDirect(config.bufferOctets());
        decoder = new ResponseDecoder(config.limits());
    }

    /// Gets ready for an exchange.
    ///
    /// @param request what to send
    /// @param responseHandler receives the response
    public void begin(HttpRequest request, ResponseHandler responseHandler) {
        encoder.begin(request.head(), source(request));
        encoder.releaseBody(); // nobody waits for a 100 (Continue) here: the body follows its head at once
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
    /// @return the octets to write, from position to limit
    /// @throws IOException if the request's body cannot be read
    public ByteBuffer encode() throws IOException {
        out.clear();
        encoded = encoder.encode(out);
        return out.flip();
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

    /// Where to read into; empty at each call of [#received].
    ///
    /// @return the input buffer
    public ByteBuffer in() {
        return in;
    }

    /// Decodes what was read into the input buffer, tells the handler, and empties the buffer.
    ///
    /// @return true when the response is complete
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    public boolean received() throws DecodeException {
        in.flip();
        while (!complete && deliver()) {}
        surplus |= in.hasRemaining();
        in.clear();
        return complete;
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
        octets.begin(OctetsSource.NOTHING);
    }

    private void expect(HttpRequest request, ResponseHandler responseHandler) {
        decoder.begin(request.method());
        handler = responseHandler;
        requestCloses = request.head().closes();
        headReceived = false;
        complete = false;
        surplus = false;
        in.clear();
    }

    /// One event of the decoder, which tells the handler; false when the input is used up.
    private boolean deliver() throws DecodeException {
        return switch (decoder.next(in)) {
            case OCTETS_NEEDED -> false;
            case INTERIM -> {
                handler.interim(decoder.head());
                yield true;
            }
            case HEAD -> {
                headReceived = true;
                handler.head(decoder.head());
                yield true;
            }
            case BODY -> {
                deliverBody(decoder.bodyOctets());
                yield true;
            }
            case END -> {
                complete();
                yield true;
            }
        };
    }

    private void deliverBody(int length) {
        int limit = in.limit();
        int end = in.position() + length;
        in.limit(end);
        handler.body(in);
        in.limit(limit).position(end);
    }

    private void complete() {
        handler.end(decoder.trailers()); // what it throws must leave the exchange incomplete
        complete = true;
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
        public int read(ByteBuffer to) {
            int length = Math.min(to.remaining(), octets.length - at);
            to.put(octets, at, length);
            at += length;
            return length;
        }
    }
}
