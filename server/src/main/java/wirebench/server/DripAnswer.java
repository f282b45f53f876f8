package wirebench.server;

import java.nio.ByteBuffer;

/// `/fault/drip`: a complete response, one octet at a time with a pause between two.
///
/// It carries no Date, which could change while it is on its way.
final class DripAnswer implements Answer {
    private final byte[][] octets; // by persistence

    DripAnswer(String body) {
        Persistence[] persistences = Persistence.values();
        octets = new byte[persistences.length][];
        for (Persistence persistence : persistences) {
            octets[persistence.ordinal()] = Octets.of("HTTP/1.1 200 OK\r\nServer: wirebench\r\n"
                    + persistence.line()
                    + "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        if (!out.hasRemaining()) {
            return Step.FLUSH;
        }
        Progress progress = exchange.progress();
        byte[] response = octets[exchange.persistence().ordinal()];
        out.put(response[(int) progress.sent++]);
        progress.pauseMillis = exchange.arguments().millis();
        return progress.sent == response.length ? Step.DONE : Step.PAUSE;
    }
}
