package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Step;

/// `/auth/bearer`: one answer for who shows the token and another for who does not (RFC 6750 §2.1).
final class BearerAnswer implements Answer {
    private static final byte[] NAME = Octets.of("authorization");
    private static final byte[] SCHEME = Octets.of("bearer");

    private final byte[] token;
    private final Answer granted;
    private final Answer refused;

    BearerAnswer(String token, Answer granted, Answer refused) {
        this.token = Octets.of(token);
        this.granted = granted;
        this.refused = refused;
    }

    @Override
    public boolean needsHead() {
        return true;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        return (shown(exchange, in) ? granted : refused).write(exchange, in, out);
    }

    /// Whether one field carries the token.
    private boolean shown(Exchange exchange, ByteBuffer in) {
        ByteBuffer wire = exchange.headOctets(in);
        int end = exchange.headStart() + exchange.head().length() - HeadWriter.CRLF.length;
        int line = exchange.headStart() + exchange.head().fieldsStart();
        while (line < end) {
            int lineEnd = find('\r', wire, line, end);
            if (carries(wire, line, lineEnd)) {
                return true;
            }
            line = lineEnd + HeadWriter.CRLF.length;
        }
        return false;
    }

    /// `credentials = auth-scheme 1*SP token68` (RFC 9110 §11.4), the scheme in either case.
    private boolean carries(ByteBuffer wire, int from, int to) {
        int colon = find(':', wire, from, to);
        if (!Octets.equalIgnoringCase(wire, from, colon, NAME)) {
            return false;
        }
        int start = skipBlanks(wire, colon + 1, to);
        int schemeEnd = find(' ', wire, start, to);
        int value = skipBlanks(wire, schemeEnd, to);
        int valueEnd = to;
        while (valueEnd > value && Octets.isBlank(wire.get(valueEnd - 1))) {
            valueEnd--;
        }
        return Octets.equalIgnoringCase(wire, start, schemeEnd, SCHEME) && Octets.equal(wire, value, valueEnd, token);
    }

    private static int skipBlanks(ByteBuffer wire, int from, int to) {
        int at = from;
        while (at < to && Octets.isBlank(wire.get(at))) {
            at++;
        }
        return at;
    }

    private static int find(char wanted, ByteBuffer wire, int from, int to) {
        int at = from;
        while (at < to && wire.get(at) != wanted) {
            at++;
        }
        return at;
    }
}
