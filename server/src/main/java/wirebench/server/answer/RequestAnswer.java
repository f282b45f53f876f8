package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Digits;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.RequestHead;

/// `/get`: the request's head as the server received it,
/// `{"method":..,"target":..,"version":..,"headers":[["Name","value"],..]}`.
///
/// Octets above 0x7e are taken for ISO-8859-1 and escaped, so the document is plain ASCII. No octet of a head
/// becomes more than six of the document, so the largest head still fits the output.
final class RequestAnswer extends JsonAnswer {
    private static final byte[] METHOD = Octets.of("{\"method\":\"");
    private static final byte[] TARGET = Octets.of("\",\"target\":\"");
    private static final byte[] VERSION = Octets.of("\",\"version\":\"");
    private static final byte[] HEADERS = Octets.of("\",\"headers\":[");
    private static final byte[] FIELD = Octets.of("[\"");
    private static final byte[] VALUE = Octets.of("\",\"");
    private static final byte[] FIELD_END = Octets.of("\"]");
    private static final byte[] END = Octets.of("]}");
    private static final byte[] ESCAPE = Octets.of("\\u00");
    private static final int VERSION_OCTETS = 8;

    RequestAnswer(HeadWriter heads, ByteBuffer scratch) {
        super(heads, scratch);
    }

    @Override
    public boolean needsHead() {
        return true;
    }

    @Override
    void document(Exchange exchange, ByteBuffer in, ByteBuffer json) {
        RequestHead head = exchange.head();
        ByteBuffer wire = exchange.headOctets(in);
        int base = exchange.headStart();
        int version = base + head.targetEnd() + 1;
        json.put(METHOD);
        text(wire, base + head.methodStart(), base + head.methodEnd(), json);
        json.put(TARGET);
        text(wire, base + head.targetStart(), base + head.targetEnd(), json);
        json.put(VERSION);
        text(wire, version, version + VERSION_OCTETS, json);
        json.put(HEADERS);
        fields(wire, base + head.fieldsStart(), json);
        json.put(END);
    }

    /// The head has been parsed before, so its lines are known to be well-formed.
    private static void fields(ByteBuffer wire, int from, ByteBuffer json) {
        int at = from;
        while (wire.get(at) != '\r') {
            if (at != from) {
                json.put((byte) ',');
            }
            int colon = find(':', wire, at);
            int end = find('\r', wire, colon);
            json.put(FIELD);
            text(wire, at, colon, json);
            json.put(VALUE);
            value(wire, colon + 1, end, json);
            json.put(FIELD_END);
            at = end + 2;
        }
    }

    private static int find(char wanted, ByteBuffer wire, int from) {
        int at = from;
        while (wire.get(at) != wanted) {
            at++;
        }
        return at;
    }

    private static void value(ByteBuffer wire, int from, int to, ByteBuffer json) {
        int start = from;
        int end = to;
        while (start < end && Octets.isBlank(wire.get(start))) {
            start++;
        }
        while (end > start && Octets.isBlank(wire.get(end - 1))) {
            end--;
        }
        text(wire, start, end, json);
    }

    private static void text(ByteBuffer wire, int from, int to, ByteBuffer json) {
        for (int at = from; at < to; at++) {
            byte octet = wire.get(at);
            if (octet == '"' || octet == '\\') {
                json.put((byte) '\\').put(octet);
            } else if (octet < ' ') { // HTAB, and obs-text, which is negative
                json.put(ESCAPE);
                putHexOctet(octet & 0xff, json);
            } else {
                json.put(octet);
            }
        }
    }

    private static void putHexOctet(int octet, ByteBuffer json) {
        Digits.putHex(json, octet >>> 4);
        Digits.putHex(json, octet & 0xf);
    }
}
