package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Octets;
import wirebench.server.http.Step;

/// A head that stops in the middle of a field.
final class HalfHeadAnswer implements Answer {
    private static final byte[] OCTETS = Octets.of("HTTP/1.1 200 OK\r\nServer: wirebench\r\nContent-Le");

    private final Step end;

    /// @param end what follows: [Step#RESET] or [Step#STALL]
    HalfHeadAnswer(Step end) {
        this.end = end;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        if (out.remaining() < OCTETS.length) {
            return Step.FLUSH;
        }
        out.put(OCTETS);
        return end;
    }
}
