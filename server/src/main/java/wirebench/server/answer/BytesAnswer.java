package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// `/bytes/N`: a patterned body with a Content-Length.
final class BytesAnswer implements Answer {
    private final HeadWriter heads;
    private final PatternBody body;

    BytesAnswer(HeadWriter heads, PatternBody body) {
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
        progress.total = exchange.arguments().number();
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        heads.contentLength(out, progress.total);
        heads.end(out);
    }
}
