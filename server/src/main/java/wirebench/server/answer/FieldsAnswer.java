package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Step;

/// `/fields/N`: the text of `/plaintext` behind a head with N more fields, `X-Field-0: abc...` and so on.
final class FieldsAnswer implements Answer {
    private static final Parameter FIELDS = Scenario.FIELDS.parameter("N");
    private static final Parameter OCTETS = Scenario.FIELDS.parameter("octets");

    private static final byte[] NAME = Octets.of("X-Field-");
    private static final byte[] COLON = Octets.of(": ");
    private static final byte[] BODY = Octets.of(Answers.HELLO);

    /// Room for the name, the number and the line's end.
    private static final int NAME_OCTETS = 32;

    private final HeadWriter heads;
    private final Pattern pattern;

    FieldsAnswer(HeadWriter heads, Pattern pattern) {
        this.heads = heads;
        this.pattern = pattern;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        Arguments arguments = exchange.arguments();
        if (!progress.begun) {
            if (out.remaining() < HeadWriter.MAX_OCTETS) {
                return Step.FLUSH;
            }
            progress.begun = true;
            heads.open(out, 200, exchange.persistence());
        }
        while (progress.sent < arguments.get(FIELDS)) {
            if (out.remaining() < NAME_OCTETS + arguments.get(OCTETS)) {
                return Step.FLUSH;
            }
            field(progress.sent, arguments.get(OCTETS), out);
            progress.sent++;
        }
        return end(exchange, out);
    }

    private void field(long index, long octets, ByteBuffer out) {
        out.put(NAME);
        Digits.putDecimal(out, index);
        out.put(COLON);
        pattern.copy(0, octets, out);
        out.put(HeadWriter.CRLF);
    }

    private Step end(Exchange exchange, ByteBuffer out) {
        if (out.remaining() < HeadWriter.MAX_OCTETS) {
            return Step.FLUSH;
        }
        out.put(HeadWriter.TEXT);
        heads.contentLength(out, BODY.length);
        heads.end(out);
        if (!exchange.bodiless()) {
            out.put(BODY);
        }
        return Step.DONE;
    }
}
