package wirebench.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Body sources of text, a character for each octet.
final class Bodies {
    private Bodies() {}

    static BodySource of(String body) {
        ByteBuffer octets = octets(body);
        return out -> octets.hasRemaining() ? move(octets, out, out.remaining()) : -1;
    }

    /// Gives a few octets at a time, and nothing at all at every so many calls.
    static BodySource hesitant(String body, int every) {
        ByteBuffer octets = octets(body);
        AtomicInteger calls = new AtomicInteger();
        return out -> {
            if (calls.incrementAndGet() % (every + 1) != 0) {
                return 0;
            }
            return octets.hasRemaining() ? move(octets, out, 3) : -1;
        };
    }

    static BodySource withTrailers(String body, Fields trailers) {
        ByteBuffer octets = octets(body);
        return new BodySource() {
            @Override
            public int read(ByteBuffer out) {
                return octets.hasRemaining() ? move(octets, out, out.remaining()) : -1;
            }

            @Override
            public Fields trailers() {
                return trailers;
            }
        };
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int move(ByteBuffer from, ByteBuffer to, int most) {
        int length = Math.min(Math.min(from.remaining(), to.remaining()), most);
        to.put(from.slice(from.position(), length));
        from.position(from.position() + length);
        return length;
    }
}
