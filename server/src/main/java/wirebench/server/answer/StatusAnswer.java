package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Step;

/// `/status/N`: any final status, with its code as the body where a body is allowed.
final class StatusAnswer implements Answer {
    private static final Parameter STATUS = Scenario.STATUS.parameter("N");
    private static final int BODY_OCTETS = 4; // three digits and a line feed

    private final HeadWriter heads;

    StatusAnswer(HeadWriter heads) {
        this.heads = heads;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        if (out.remaining() < HeadWriter.MAX_OCTETS) {
            return Step.FLUSH;
        }
        int status = (int) exchange.arguments().get(STATUS);
        heads.open(out, status, exchange.persistence());
        switch (status) {
            // RFC 9110 §8.6: no Content-Length in a 204, and none in a 304 unless it is that of the 200.
            case 204, 304 -> heads.end(out);
            // RFC 9110 §15.3.6: a 205 has no content, but says so like any other response.
            case 205 -> {
                heads.contentLength(out, 0);
                heads.end(out);
            }
            default -> content(exchange, status, out);
        }
        return Step.DONE;
    }

    private void content(Exchange exchange, int status, ByteBuffer out) {
        out.put(HeadWriter.TEXT);
        heads.contentLength(out, BODY_OCTETS);
        heads.end(out);
        if (!exchange.bodiless()) {
            Digits.putDecimal(out, status);
            out.put((byte) '\n');
        }
    }
}
