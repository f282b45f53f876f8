package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Octets;
import wirebench.server.http.Persistence;
import wirebench.server.http.Step;

/// `/fault/drip`: a complete response, one octet at a time with a pause between two; or only one part of it so, and
/// the other in one piece.
///
/// It carries no Date, which could change while it is on its way.
final class DripAnswer implements Answer {
    private static final Parameter IN = Scenario.DRIP.parameter("in");
    private static final Part[] PARTS = Part.values();

    /// What comes octet by octet: all, or what the words of `in` say, in their order.
    private enum Part {
        ALL,
        HEAD,
        BODY
    }

    private final Parameter millis;
    private final Map<Persistence, byte[]> octets = new EnumMap<>(Persistence.class);
    private final int bodyLength;

    /// @param scenario that has `millis`, and all comes octet by octet unless it has `in` as well
    DripAnswer(Scenario scenario, String body) {
        millis = scenario.parameter("millis");
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
        int length = pieceLength(PARTS[(int) exchange.arguments().get(IN)], response, sent);
        if (out.remaining() < length) {
            return Step.FLUSH;
        }
        out.put(response, sent, length);
        progress.sent += length;
        progress.pauseMillis = exchange.arguments().get(millis);
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
