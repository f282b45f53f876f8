package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// `/close`: a patterned body that ends when the connection does (RFC 9112 §6.3, last case).
final class UntilCloseAnswer implements Answer {
    private final HeadWriter heads;
    private final PatternBody body;

    UntilCloseAnswer(HeadWriter heads, PatternBody body) {
        this.heads = heads;
        this.body = body;
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
        progress.total = exchange.arguments().octets();
        exchange.closeAfterwards();
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        heads.end(out);
    }
}
