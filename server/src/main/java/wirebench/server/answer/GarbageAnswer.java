package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Octets;
import wirebench.server.http.Step;

/// `/fault/garbage`: octets that no one can take for HTTP, then the end.
final class GarbageAnswer implements Answer {
    private static final byte[] OCTETS =
            Octets.of("220 this is not HTTP\u0000\u0001\u00ff, whatever you hoped for\r\n\r\n");

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        if (out.remaining() < OCTETS.length) {
            return Step.FLUSH;
        }
        out.put(OCTETS);
        return Step.CLOSE;
    }
}
