package wirebench.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// What ends a chunked body: the last chunk, the trailer section and the empty line.
///
/// A recipient may merge trailers into the head or drop them, so a field on which the message's framing, routing,
/// authentication or meaning depends must not be among them (RFC 9110 section 6.5.1). Names and values were
/// checked octet by octet when the [Fields] were made.
final class RequestTrailers {
    private static final byte[] NONE = {'0', '\r', '\n', '\r', '\n'};

    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "trailer", "connection", "keep-alive", "upgrade", "te");
    private static final Set<String> ROUTING = Set.of("host", "proxy-connection");
    private static final Set<String> MODIFIERS = Set.of("cache-control", "pragma", "expect", "max-forwards", "range");
    private static final String CONDITIONAL = "if-";
    private static final Set<String> AUTHENTICATION = Set.of(
            "authorization",
            "proxy-authorization",
            "www-authenticate",
            "proxy-authenticate",
            "cookie",
            "cookie2",
            "set-cookie",
            "set-cookie2");
    private static final Set<String> CONTENT = Set.of("content-encoding", "content-type", "content-range");

    private RequestTrailers() {}

    /// Checks and lays out a trailer section, with the last chunk before it. Allocates nothing if it is empty.
    ///
    /// @throws IllegalArgumentException if a field is not allowed there
    static byte[] afterLastChunk(Fields trailers) {
        if (trailers.count() == 0) {
            return NONE;
        }
        StringBuilder section = new StringBuilder(128).append("0\r\n");
        for (Field field : trailers) {
            requireAllowed(field.name());
            section.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return section.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void requireAllowed(String name) {
        if (isBanned(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the field " + name + " must not be in a trailer section (RFC 9110 section 6.5.1)");
        }
    }

    private static boolean isBanned(String name) {
        return FRAMING.contains(name)
                || ROUTING.contains(name)
                || MODIFIERS.contains(name)
                || name.startsWith(CONDITIONAL)
                || AUTHENTICATION.contains(name)
                || CONTENT.contains(name);
    }
}
