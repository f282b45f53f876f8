package wirebench.server;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// `/fault/drip`: a complete response, one octet at a time with a pause between two.
///
/// It carries no Date, which could change while it is on its way.
final class DripAnswer implements Answer {
    private final Map<Persistence, byte[]> octets = new EnumMap<>(Persistence.class);

    DripAnswer(String body) {
        for (Persistence persistence : Persistence.values()) {
            octets.put(
                    persistence,
                    Octets.of("HTTP/1.1 200 OK\r\nServer: wirebench\r\n" + persistence.line()
                            + "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        }
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        if (!out.hasRemaining()) {
            return Step.FLUSH;
        }
        Progress progress = exchange.progress();
        byte[] response = Objects.requireNonNull(octets.get(exchange.persistence()));
        out.put(response[(int) progress.sent++]);
        progress.pauseMillis = exchange.arguments().millis();
        return progress.sent == response.length ? Step.DONE : Step.PAUSE;
    }
}
