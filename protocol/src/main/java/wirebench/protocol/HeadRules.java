package wirebench.protocol;

import org.jspecify.annotations.Nullable;

/// What a response head says about the message's end and the connection's future.
///
/// Reads Content-Length, Transfer-Encoding and Connection by octet; no other field has a say. Not thread-safe.
final class HeadRules {
    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String CONNECTION = "connection";
    private static final long UNKNOWN = -1;
    private static final long INVALID = -2;
    private static final long LARGEST_BEFORE_DIGIT = Long.MAX_VALUE / 10;

    private final TransferCodings codings = new TransferCodings();

    private boolean answersHead;
    private boolean answersConnect;
    private long contentLength;
    private @Nullable Violation contentLengthViolation;
    private boolean codingsValid;
    private boolean close;
    private boolean keepAlive;

    /// Forgets everything and gets ready for the answer to a request.
    void begin(String method) {
        answersHead = method.equals("HEAD");
        answersConnect = method.equals("CONNECT");
        close = false;
    }

    /// Content-Length, of use if [#framing] says so.
    long contentLength() {
        return contentLength;
    }

    /// Whether the sender keeps the connection open (RFC 9112 section 9.3).
    boolean isPersistent(int minorVersion) {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /// Reads the fields of a head, each once. What is wrong with Content-Length or Transfer-Encoding is told by
    /// [#framing], unless it does not matter. A close that an interim response announced is not taken back by the
    /// final one.
    void read(FieldSection fields) {
        keepAlive = false;
        contentLength = UNKNOWN;
        contentLengthViolation = null;
        codings.begin();
        codingsValid = true;
        for (int i = 0; i < fields.count(); i++) {
            if (is(fields, i, CONTENT_LENGTH)) {
                contentLengths(fields, i);
            } else if (is(fields, i, TRANSFER_ENCODING)) {
                codingsValid &= codings.read(fields.octets(), fields.valueStart(i), fields.valueEnd(i));
            } else if (is(fields, i, CONNECTION)) {
                connection(fields, i);
            }
        }
    }

    /// How the body's end is found: RFC 9112 section 6.3, in its order but for CONNECT, since a 204 to it opens a
    /// tunnel like any 2xx (RFC 9110 section 9.3.6). Where the RFC leaves a choice, the stricter one is taken.
    ///
    /// @param offset of the octet after the head, for error messages
    Framing framing(ResponseHead head, long offset) throws ViolationException {
        int status = head.status();
        if (answersConnect && status >= 200 && status < 300) {
            return Framing.TUNNEL;
        }
        if (head.minorVersion() == 0 && codings.present()) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_IN_HTTP_1_0, offset);
        }
        if (answersHead || status == 204 || status == 304) {
            return Framing.NONE;
        }
        Violation violation = framingViolation();
        if (violation != null) {
            throw new ViolationException(violation, offset);
        }
        if (codings.present()) {
            return codings.chunkedIsFinal() ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
        }
        return contentLength == UNKNOWN ? Framing.UNTIL_CLOSE : Framing.LENGTH;
    }

    private @Nullable Violation framingViolation() {
        if (contentLengthViolation != null) {
            return contentLengthViolation;
        }
        if (!codingsValid || !codings.valid()) {
            return Violation.TRANSFER_ENCODING_INVALID;
        }
        boolean both = codings.present() && contentLength != UNKNOWN;
        return both ? Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH : null;
    }

    private static boolean is(FieldSection fields, int index, String name) {
        return fields.nameEnd(index) - fields.nameStart(index) == name.length() && fields.nameIs(index, name);
    }

    /// One value or a list; a list, or a second line, must repeat the same number (RFC 9112 section 6.3). What
    /// comes after a violation is not looked at.
    private void contentLengths(FieldSection fields, int index) {
        byte[] octets = fields.octets();
        int end = fields.valueEnd(index);
        int comma = fields.valueStart(index) - 1;
        while (comma < end && contentLengthViolation == null) {
            int from = comma + 1;
            comma = elementEnd(octets, from, end);
            contentLength(number(octets, skipBlank(octets, from, comma), trimBlank(octets, from, comma)));
        }
    }

    private void contentLength(long value) {
        if (value == INVALID) {
            contentLengthViolation = Violation.CONTENT_LENGTH_INVALID;
        } else if (contentLength != UNKNOWN && contentLength != value) {
            contentLengthViolation = Violation.CONTENT_LENGTH_CONFLICT;
        }
        contentLength = value;
    }

    private static long number(byte[] octets, int from, int to) {
        long value = from < to ? 0 : INVALID;
        for (int i = from; i < to; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9 || value > LARGEST_BEFORE_DIGIT || value * 10 > Long.MAX_VALUE - digit) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// Options are tokens, so every comma separates two, even one that stands between quotes.
    private void connection(FieldSection fields, int index) {
        byte[] octets = fields.octets();
        int end = fields.valueEnd(index);
        int at = fields.valueStart(index);
        while (at < end) {
            int comma = elementEnd(octets, at, end);
            int from = skipBlank(octets, at, comma);
            int to = trimBlank(octets, at, comma);
            close |= Octets.equalsIgnoreCase(octets, from, to, "close");
            keepAlive |= Octets.equalsIgnoreCase(octets, from, to, "keep-alive");
            at = comma + 1;
        }
    }

    /// The comma that ends a list element, or the end of the list.
    private static int elementEnd(byte[] octets, int from, int end) {
        int i = from;
        while (i < end && octets[i] != ',') {
            i++;
        }
        return i;
    }

    private static int skipBlank(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && Octets.isWhitespace(octets[i])) {
            i++;
        }
        return i;
    }

    private static int trimBlank(byte[] octets, int from, int to) {
        int i = to;
        while (i > from && Octets.isWhitespace(octets[i - 1])) {
            i--;
        }
        return i;
    }
}
