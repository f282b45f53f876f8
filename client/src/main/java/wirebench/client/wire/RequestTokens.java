package wirebench.client.wire;

import java.nio.ByteBuffer;

/// Finds the tokens of a request's head, as one who writes each by a call of its own would: method, SP, target, SP,
/// version, CRLF, then name, colon with SP, value and CRLF of each field line. What follows the head is one piece.
final class RequestTokens {
    private enum Place {
        REQUEST_LINE,
        NAME,
        VALUE,
        BODY
    }

    private Place place = Place.REQUEST_LINE;

    /// Begins with another request.
    void begin() {
        place = Place.REQUEST_LINE;
    }

    /// Where the token at the position ends. A token that the buffer cuts ends with the buffer.
    ///
    /// @param out the head as it was laid out, and what follows it; has remaining octets
    int end(ByteBuffer out) {
        int at = out.position();
        boolean lineEnds = out.get(at) == '\r' || out.get(at) == '\n';
        return switch (place) {
            case REQUEST_LINE -> lineEnds ? lineEnd(out, at, Place.NAME) : separated(out, at, ' ');
            case NAME -> lineEnds ? lineEnd(out, at, Place.BODY) : name(out, at);
            case VALUE -> lineEnds ? lineEnd(out, at, Place.NAME) : lineEndFrom(out, at);
            case BODY -> out.limit();
        };
    }

    private int lineEnd(ByteBuffer out, int from, Place next) {
        int at = out.get(from) == '\r' ? from + 1 : from;
        if (at < out.limit()) {
            place = next; // past the line feed
            at++;
        }
        return at;
    }

    private int name(ByteBuffer out, int from) {
        if (out.get(from) != ':') {
            return separated(out, from, ':');
        }
        place = Place.VALUE;
        return Math.min(from + 2, out.limit());
    }

    private static int separated(ByteBuffer out, int from, char separator) {
        int at = from;
        if (out.get(at) == separator) {
            return at + 1;
        }
        while (at < out.limit() && out.get(at) != separator && out.get(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int lineEndFrom(ByteBuffer out, int from) {
        int at = from;
        while (at < out.limit() && out.get(at) != '\r') {
            at++;
        }
        return at;
    }
}
