package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.BodyReader;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Refusal;
import wirebench.server.http.RequestHead;
import wirebench.server.http.Step;

/// `/echo`: the request's body, sent on while it is still being received.
///
/// The response is framed the way the request was: a length for a length, chunks for chunks (not the same chunks:
/// one for each piece as it arrived; extensions and trailers are dropped). Nothing is gathered: when the output
/// cannot be written, the input is not read, so a client that sends without ever reading is stopped by its own full
/// buffers.
final class EchoAnswer implements Answer {
    /// Room for a chunk's frame, and for the last chunk.
    private static final int FRAME_OCTETS = 32;

    private static final byte[] LAST_CHUNK = Octets.of("0\r\n\r\n");

    private final HeadWriter heads;

    EchoAnswer(HeadWriter heads) {
        this.heads = heads;
    }

    @Override
    public boolean takesBody() {
        return true;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        BodyReader body = exchange.body();
        while (true) {
            int available = body.available(in);
            Refusal refusal = body.refusal();
            if (refusal != null) {
                return exchange.progress().begun ? Step.LINGER : exchange.refuse(refusal);
            }
            if (available == 0 && !body.ended()) {
                return Step.READ;
            }
            if (!begin(exchange, out) || out.remaining() <= FRAME_OCTETS) {
                return Step.FLUSH;
            }
            if (available == 0) {
                end(exchange, out);
                return Step.DONE;
            }
            copy(exchange, Math.min(available, out.remaining() - FRAME_OCTETS), in, out);
        }
    }

    /// Writes the head, late: so that it goes out with the first octets, and a body that is broken from the start
    /// is still refused.
    private boolean begin(Exchange exchange, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (progress.begun) {
            return true;
        }
        if (out.remaining() < HeadWriter.MAX_OCTETS) {
            return false;
        }
        RequestHead head = exchange.head();
        progress.begun = true;
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        if (head.chunked()) {
            out.put(HeadWriter.CHUNKED);
        } else {
            heads.contentLength(out, Math.max(0, head.contentLength()));
        }
        heads.end(out);
        return true;
    }

    private void copy(Exchange exchange, int octets, ByteBuffer in, ByteBuffer out) {
        boolean chunked = exchange.head().chunked();
        if (chunked) {
            Digits.putHex(out, octets);
            out.put(HeadWriter.CRLF);
        }
        int limit = in.limit();
        in.limit(in.position() + octets);
        out.put(in);
        in.limit(limit);
        exchange.body().taken(octets);
        if (chunked) {
            out.put(HeadWriter.CRLF);
        }
    }

    private void end(Exchange exchange, ByteBuffer out) {
        if (exchange.head().chunked()) {
            out.put(LAST_CHUNK);
        }
    }
}
