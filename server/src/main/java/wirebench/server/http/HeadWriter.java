package wirebench.server.http;

import java.nio.ByteBuffer;
import java.util.Map;

/// Writes the heads of responses from prepared pieces.
///
/// `status-line = HTTP-version SP status-code SP [ reason-phrase ]` (RFC 9112 §4), always with `HTTP/1.1`.
/// Confined to the event loop.
public final class HeadWriter {
    /// Room for any head made of one call of each method here.
    public static final int MAX_OCTETS = 512;

    public static final byte[] TEXT = Octets.of("Content-Type: text/plain\r\n");
    public static final byte[] JSON = Octets.of("Content-Type: application/json\r\n");
    public static final byte[] BINARY = Octets.of("Content-Type: application/octet-stream\r\n");
    public static final byte[] CHUNKED = Octets.of("Transfer-Encoding: chunked\r\n");
    public static final byte[] CRLF = Octets.of("\r\n");

    private static final byte[] LENGTH = Octets.of("Content-Length: ");
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(205, "Reset Content"),
            Map.entry(206, "Partial Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(303, "See Other"),
            Map.entry(304, "Not Modified"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(308, "Permanent Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"));

    private static final int LEAST_STATUS = 200;
    private static final byte[][] OPENINGS = openings();

    private final DateField date;

    public HeadWriter(DateField date) {
        this.date = date;
    }

    private static byte[][] openings() {
        byte[][] openings = new byte[400][];
        for (int i = 0; i < openings.length; i++) {
            int status = LEAST_STATUS + i;
            openings[i] = Octets.of("HTTP/1.1 " + status + ' ' + reason(status) + "\r\nServer: wirebench\r\nDate: ");
        }
        return openings;
    }

    /// The phrase registered for a status, or no phrase for a status that is not in common use.
    public static String reason(int status) {
        return REASONS.getOrDefault(status, "");
    }

    /// Where the Date's value stands in a head of this status.
    public static int dateOffset(int status) {
        return OPENINGS[status - LEAST_STATUS].length;
    }

    /// Begins a head: status line, Server, Date and what becomes of the connection.
    public void open(ByteBuffer out, int status, Persistence persistence) {
        out.put(OPENINGS[status - LEAST_STATUS]);
        out.put(date.octets());
        out.put(CRLF);
        out.put(persistence.field());
    }

    /// Appends the field Content-Length.
    public void contentLength(ByteBuffer out, long octets) {
        out.put(LENGTH);
        Digits.putDecimal(out, octets);
        out.put(CRLF);
    }

    /// Ends the head.
    public void end(ByteBuffer out) {
        out.put(CRLF);
    }
}
