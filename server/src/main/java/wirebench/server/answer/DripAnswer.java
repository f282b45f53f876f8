package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import wirebench.server.http.Octets;
import wirebench.server.http.Persistence;
import wirebench.server.http.Step;

/// `/fault/drip`: a complete response, one octet at a time with a pause between two; or only one part of it so, and
/// the other in one piece.
///
/// It carries no Date, which could change while it is on its way.
final class DripAnswer implements Answer {
    /// What comes octet by octet.
    enum Part {
        ALL,
        HEAD,
        BODY
    }

    private final Map<Persistence, byte[]> octets = new EnumMap<>(Persistence.class);
    private final int bodyLength;

    DripAnswer(String body) {
        bodyLength = body.length();
        for (Persistence persistence : Persistence.values()) {
            octets.put(
                    persistence,
                    Octets.of("HTTP/1.1 200 OK\r\nServer: wirebench\r\n" + persistence.line()
                            + "Content-Type: text/plain\r\nContent-Length: " + bodyLength + "\r\n\r\n" + body));
        }
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        byte[] response = Objects.requireNonNull(octets.get(exchange.persistence()));
        int sent = (int) progress.sent;
        int length = pieceLength(exchange.arguments().dripped(), response, sent);
        if (out.remaining() < length) {
            return Step.FLUSH;
        }
        out.put(response, sent, length);
        progress.sent += length;
        progress.pauseMillis = exchange.arguments().millis();
        return progress.sent == response.length ? Step.DONE : Step.PAUSE;
    }

    private int pieceLength(Part dripped, byte[] response, int sent) {
        int headLength = response.length - bodyLength;
        boolean inHead = sent < headLength;
        return switch (dripped) {
            case ALL -> 1;
            case HEAD -> inHead ? 1 : bodyLength;
            case BODY -> inHead ? headLength : 1;
        };
    }
}
