package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// A body that stops half-way: the head promises 1024 octets, 512 come, and then the connection ends
/// or nothing follows.
final class CutAnswer implements Answer {
    private static final int PROMISED_OCTETS = 1024;
    private static final int SENT_OCTETS = 512;

    private final HeadWriter heads;
    private final Pattern pattern;
    private final Step end;

    /// @param end how the connection ends: [Step#CUT], [Step#CUT_RECORD], [Step#RESET] or [Step#STALL]
    CutAnswer(HeadWriter heads, Pattern pattern, Step end) {
        this.heads = heads;
        this.pattern = pattern;
        this.end = end;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        boolean alone = end != Step.CUT_RECORD || out.position() == 0; // else an answer before it would be cut too
        if (!alone || out.remaining() < HeadWriter.MAX_OCTETS + SENT_OCTETS) {
            return Step.FLUSH;
        }
        heads.open(out, 200, exchange.persistence());
        out.put(HeadWriter.BINARY);
        heads.contentLength(out, PROMISED_OCTETS);
        heads.end(out);
        pattern.copy(0, SENT_OCTETS, out);
        return end;
    }
}
