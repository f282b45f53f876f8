package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Step;

/// `/chunked/CHUNKSxSIZE`: a patterned body in chunks of one size, the pattern running on from chunk to chunk.
///
/// An HTTP/1.0 client, which must not be sent a transfer coding (RFC 9112 §6.1), gets the same octets, ended by
/// closing.
final class ChunkedAnswer implements Answer {
    private static final Parameter CHUNKS = Scenario.CHUNKED.parameter("CHUNKS");
    private static final Parameter SIZE = Scenario.CHUNKED.parameter("SIZE");
    private static final Parameter TRAILERS = Scenario.CHUNKED.parameter("trailers");

    /// Room for what stands between two chunks, or for the end with its trailer section.
    private static final int SEAM_OCTETS = 128;

    private static final byte[] TRAILER = Octets.of("Trailer: X-Octets, X-Chunks\r\n");
    private static final byte[] LAST_CHUNK = Octets.of("0\r\n");
    private static final byte[] OCTETS_FIELD = Octets.of("X-Octets: ");
    private static final byte[] CHUNKS_FIELD = Octets.of("X-Chunks: ");

    private final HeadWriter heads;
    private final PatternBody plain;
    private final Pattern pattern;

    ChunkedAnswer(HeadWriter heads, PatternBody plain, Pattern pattern) {
        this.heads = heads;
        this.plain = plain;
        this.pattern = pattern;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (!progress.begun) {
            if (out.remaining() < HeadWriter.MAX_OCTETS) {
                return Step.FLUSH;
            }
            begin(exchange, progress, out);
        }
        if (exchange.bodiless()) {
            return Step.DONE;
        }
        return exchange.head().version11() ? chunks(exchange.arguments(), progress, out) : plain.write(progress, out);
    }

    private void begin(Exchange exchange, Progress progress, ByteBuffer out) {
        Arguments arguments = exchange.arguments();
        boolean chunked = exchange.head().version11();
        progress.begun = true;
        progress.total = Math.multiplyExact(arguments.get(CHUNKS), arguments.get(SIZE));
        if (!chunked) {
            exchange.closeAfterwards();
        }
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        if (chunked) {
            out.put(HeadWriter.CHUNKED);
            if (arguments.get(TRAILERS) != 0) {
                out.put(TRAILER);
            }
        }
        heads.end(out);
    }

    private Step chunks(Arguments arguments, Progress progress, ByteBuffer out) {
        while (true) {
            if (progress.left == 0) {
                if (out.remaining() < SEAM_OCTETS) {
                    return Step.FLUSH;
                }
                if (progress.sent == progress.total) {
                    end(arguments, progress, out);
                    return Step.DONE;
                }
                startChunk(arguments.get(SIZE), progress, out);
            }
            int count = pattern.copy(progress.sent, progress.left, out);
            progress.sent += count;
            progress.left -= count;
            if (!out.hasRemaining()) {
                return Step.FLUSH;
            }
        }
    }

    private void startChunk(long size, Progress progress, ByteBuffer out) {
        endChunk(progress, out);
        Digits.putHex(out, size);
        out.put(HeadWriter.CRLF);
        progress.left = size;
        progress.pieces++;
    }

    private void endChunk(Progress progress, ByteBuffer out) {
        if (progress.pieces > 0) {
            out.put(HeadWriter.CRLF);
        }
    }

    private void end(Arguments arguments, Progress progress, ByteBuffer out) {
        endChunk(progress, out);
        out.put(LAST_CHUNK);
        if (arguments.get(TRAILERS) != 0) {
            field(OCTETS_FIELD, progress.total, out);
            field(CHUNKS_FIELD, progress.pieces, out);
        }
        out.put(HeadWriter.CRLF);
    }

    private static void field(byte[] name, long value, ByteBuffer out) {
        out.put(name);
        Digits.putDecimal(out, value);
        out.put(HeadWriter.CRLF);
    }
}
