package wirebench.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The head of a request, checked character by character and laid out as octets once, so that it can be sent many
/// times for the price of a copy. Immutable and thread-safe.
///
/// Exactly one Host, first; framing fields are written here and refused from the caller (RFC 9112 sections 3.2 and
/// 6).
public final class RequestHead {
    private static final Set<String> NOT_FOR_CALLERS = Set.of("content-length", "transfer-encoding", "upgrade");
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");
    private static final byte[] CLOSE_AND_END = "Connection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final Set<String> ANNOUNCES_EMPTY_BODY = Set.of("POST", "PUT", "PATCH");

    private final String method;
    private final String target;
    private final RequestFraming framing;
    private final boolean close;
    private final boolean expectsContinue;
    private final byte[] octets;

    /// Another thread may lay it out once more; all come out alike.
    private @Nullable RequestHead closing;

    private RequestHead(
            String method,
            String target,
            RequestFraming framing,
            boolean close,
            boolean expectsContinue,
            byte[] octets) {
        this.method = method;
        this.target = target;
        this.framing = framing;
        this.close = close;
        this.expectsContinue = expectsContinue;
        this.octets = octets;
    }

    /// Checks and lays out a head.
    ///
    /// @param method a token, case-sensitive
    /// @param target origin-form of what [RequestTarget] allows, or `*` for OPTIONS, or authority-form for CONNECT
    /// @param host the value of Host, unless `fields` has one
    /// @param fields what else to send; Content-Length, Transfer-Encoding and Upgrade are refused, and Expect may
    ///     only be `100-continue` before a body
    /// @param framing how the body's end is marked; [RequestFraming.None] becomes `Content-Length: 0` for POST,
    ///     PUT and PATCH (RFC 9110 section 8.6)
    /// @return the head
    /// @throws IllegalArgumentException if a part is not allowed in a request, or the parts do not fit each other
    public static RequestHead of(String method, String target, String host, Fields fields, RequestFraming framing) {
        Grammar.requireToken("method", method);
        Grammar.requireTarget(method, target);
        requireForm(method, target);
        for (Field field : fields) {
            if (NOT_FOR_CALLERS.contains(field.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the field " + field.name() + " is not the caller's to set");
            }
        }
        RequestFraming announced = announced(method, framing);
        byte[] octets = layOut(method, target, hostOf(host, fields), fields, announced);
        return new RequestHead(method, target, announced, closes(fields), expectsContinue(fields, announced), octets);
    }

    /// The method.
    ///
    /// @return a token
    public String method() {
        return method;
    }

    /// The request target.
    ///
    /// @return as it is sent
    public String target() {
        return target;
    }

    /// How the body's end is marked.
    ///
    /// @return the framing
    public RequestFraming framing() {
        return framing;
    }

    /// Whether the request asks to close the connection after the response.
    ///
    /// @return true if Connection has the option `close`
    public boolean closes() {
        return close;
    }

    /// The same head with a field that asks to close the connection after the response. Laid out at the first call.
    ///
    /// @return this one if it asks already
    public RequestHead closing() {
        if (close) {
            return this;
        }
        RequestHead laidOut = closing;
        if (laidOut == null) {
            byte[] longer = Arrays.copyOf(octets, octets.length + CLOSE_AND_END.length - 2);
            System.arraycopy(CLOSE_AND_END, 0, longer, octets.length - 2, CLOSE_AND_END.length);
            laidOut = new RequestHead(method, target, framing, true, expectsContinue, longer);
            closing = laidOut;
        }
        return laidOut;
    }

    /// Whether the body is to wait until the server asks for it (RFC 9110 section 10.1.1).
    ///
    /// @return true if the fields have `Expect: 100-continue`
    public boolean expectsContinue() {
        return expectsContinue;
    }

    /// Whether the method is idempotent, so that a request whose fate is unknown may be sent again (RFC 9110
    /// section 9.2.2).
    ///
    /// @return false for POST, PATCH, CONNECT and methods unknown here
    public boolean idempotent() {
        return IDEMPOTENT.contains(method);
    }

    /// The length of the head on the wire.
    ///
    /// @return octets, the empty line included
    public int length() {
        return octets.length;
    }

    @Override
    public String toString() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    byte[] octets() {
        return octets;
    }

    private static void requireForm(String method, String target) {
        boolean fits = method.equals("CONNECT")
                ? isAuthority(target)
                : target.startsWith("/") || (target.equals("*") && method.equals("OPTIONS"));
        if (!fits) {
            throw new IllegalArgumentException("the request target '" + target + "' does not fit the method " + method);
        }
    }

    /// `uri-host ":" port`, the port being there (RFC 9112 section 3.2.3).
    private static boolean isAuthority(String target) {
        int colon = target.lastIndexOf(':');
        String port = target.substring(colon + 1);
        return colon > 0 && !port.isEmpty() && port.chars().allMatch(Octets::isDigit) && Grammar.isHost(target);
    }

    private static RequestFraming announced(String method, RequestFraming framing) {
        boolean none = framing instanceof RequestFraming.None;
        if (method.equals("TRACE") && !none) {
            throw new IllegalArgumentException("a TRACE request has no body (RFC 9110 section 9.3.8)");
        }
        if (method.equals("CONNECT") && !none) {
            throw new IllegalArgumentException("a CONNECT request has no body (RFC 9110 section 9.3.6)");
        }
        boolean announce = none && ANNOUNCES_EMPTY_BODY.contains(method);
        return announce ? new RequestFraming.Length(0) : framing;
    }

    private static String hostOf(String host, Fields fields) {
        List<String> hosts = fields.all("Host");
        if (hosts.size() > 1) {
            throw new IllegalArgumentException("a request has one Host, not " + hosts.size());
        }
        return Grammar.requireHost(hosts.isEmpty() ? host : hosts.getFirst());
    }

    private static boolean closes(Fields fields) {
        for (String value : fields.all("Connection")) {
            for (String option : value.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean expectsContinue(Fields fields, RequestFraming framing) {
        List<String> expectations = fields.all("Expect");
        if (expectations.isEmpty()) {
            return false;
        }
        if (expectations.size() > 1) {
            throw new IllegalArgumentException("a request has one Expect, not " + expectations.size());
        }
        if (!expectations.getFirst().equalsIgnoreCase("100-continue")) {
            throw new IllegalArgumentException("a request may expect 100-continue and nothing else, not "
                    + Grammar.quote(expectations.getFirst()));
        }
        if (!hasContent(framing)) {
            throw new IllegalArgumentException(
                    "a request without a body must not expect 100-continue (RFC 9110 section 10.1.1)");
        }
        return true;
    }

    private static boolean hasContent(RequestFraming framing) {
        return switch (framing) {
            case RequestFraming.None _ -> false;
            case RequestFraming.Length length -> length.octets() > 0;
            case RequestFraming.Chunked _ -> true;
        };
    }

    private static byte[] layOut(String method, String target, String host, Fields fields, RequestFraming framing) {
        StringBuilder head = new StringBuilder(128);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        line(head, "Host", host);
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase("Host")) {
                line(head, field.name(), field.value());
            }
        }
        switch (framing) {
            case RequestFraming.None _ -> {}
            case RequestFraming.Length length -> line(head, "Content-Length", Long.toString(length.octets()));
            case RequestFraming.Chunked _ -> line(head, "Transfer-Encoding", "chunked");
        }
        // Latin-1 loses nothing: every part was checked to hold no character above U+00FF.
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
