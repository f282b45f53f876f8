package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// `/bytes/N` and `/close`: a patterned body, which ends where its Content-Length says, or when the connection does
/// (RFC 9112 §6.3, last case).
final class PatternAnswer implements Answer {
    private final HeadWriter heads;
    private final PatternBody body;
    private final Parameter octets;
    private final boolean untilClose;

    private PatternAnswer(HeadWriter heads, PatternBody body, Parameter octets, boolean untilClose) {
        this.heads = heads;
        this.body = body;
        this.octets = octets;
        this.untilClose = untilClose;
    }

    /// @param octets how many are asked for
    static PatternAnswer ofKnownLength(HeadWriter heads, PatternBody body, Parameter octets) {
        return new PatternAnswer(heads, body, octets, false);
    }

    /// @param octets how many are asked for
    static PatternAnswer untilClose(HeadWriter heads, PatternBody body, Parameter octets) {
        return new PatternAnswer(heads, body, octets, true);
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
        return exchange.bodiless() ? Step.DONE : body.write(progress, out);
    }

    private void begin(Exchange exchange, Progress progress, ByteBuffer out) {
        progress.begun = true;
        progress.total = exchange.arguments().get(octets);
        if (untilClose) {
            exchange.closeAfterwards();
        }
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        if (!untilClose) {
            heads.contentLength(out, progress.total);
        }
        heads.end(out);
    }
}
