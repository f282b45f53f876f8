package wirebench.protocol;

/// What a response head says about the message's end and the connection's future.
///
/// Reads Content-Length, Transfer-Encoding and Connection by octet; no other field has a say. Not thread-safe.
final class HeadRules {
    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String CONNECTION = "connection";
    private static final long UNKNOWN = -1;
    private static final long LARGEST_BEFORE_DIGIT = Long.MAX_VALUE / 10;

    private final TransferCodings codings = new TransferCodings();

    private boolean answersHead;
    private boolean answersConnect;
    private long contentLength;
    private boolean close;
    private boolean keepAlive;

    /// Forgets everything and gets ready for the answer to a request.
    void begin(String method) {
        answersHead = method.equals("HEAD");
        answersConnect = method.equals("CONNECT");
        contentLength = UNKNOWN;
        close = false;
        keepAlive = false;
    }

    /// Content-Length, or -1 if there is none or [#framing] had no use for it.
    long contentLength() {
        return contentLength;
    }

    /// Whether the sender keeps the connection open (RFC 9112 section 9.3).
    boolean isPersistent(int minorVersion) {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /// Reads the options of Connection, which matter whatever the framing is. A close that an interim response
    /// announced is not taken back by the final one.
    void readConnection(FieldSection fields) {
        keepAlive = false;
        for (int i = 0; i < fields.count(); i++) {
            if (is(fields, i, CONNECTION)) {
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
        if (head.minorVersion() == 0 && mentions(head.fields(), TRANSFER_ENCODING)) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_IN_HTTP_1_0, offset);
        }
        if (answersHead || status == 204 || status == 304) {
            return Framing.NONE;
        }
        readFramingFields(head.fields(), offset);
        if (!codings.present()) {
            return contentLength == UNKNOWN ? Framing.UNTIL_CLOSE : Framing.LENGTH;
        }
        if (contentLength != UNKNOWN) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH, offset);
        }
        return codings.chunkedIsFinal() ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    }

    private void readFramingFields(FieldSection fields, long offset) throws ViolationException {
        codings.begin();
        boolean valid = true;
        for (int i = 0; i < fields.count(); i++) {
            if (is(fields, i, CONTENT_LENGTH)) {
                contentLengths(fields, i, offset);
            } else if (is(fields, i, TRANSFER_ENCODING)) {
                valid &= codings.read(fields.octets(), fields.valueStart(i), fields.valueEnd(i));
            }
        }
        if (!valid || !codings.valid()) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_INVALID, offset);
        }
    }

    private static boolean mentions(FieldSection fields, String name) {
        for (int i = 0; i < fields.count(); i++) {
            if (is(fields, i, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(FieldSection fields, int index, String name) {
        return fields.nameEnd(index) - fields.nameStart(index) == name.length() && fields.nameIs(index, name);
    }

    /// One value or a list; a list, or a second line, must repeat the same number (RFC 9112 section 6.3).
    private void contentLengths(FieldSection fields, int index, long offset) throws ViolationException {
        byte[] octets = fields.octets();
        int end = fields.valueEnd(index);
        int at = fields.valueStart(index);
        while (true) {
            int comma = elementEnd(octets, at, end);
            long value = number(octets, skipBlank(octets, at, comma), trimBlank(octets, at, comma), offset);
            if (contentLength != UNKNOWN && contentLength != value) {
                throw new ViolationException(Violation.CONTENT_LENGTH_CONFLICT, offset);
            }
            contentLength = value;
            if (comma == end) {
                return;
            }
            at = comma + 1;
        }
    }

    private static long number(byte[] octets, int from, int to, long offset) throws ViolationException {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9 || value > LARGEST_BEFORE_DIGIT || value * 10 > Long.MAX_VALUE - digit) {
                throw new ViolationException(Violation.CONTENT_LENGTH_INVALID, offset);
            }
            value = value * 10 + digit;
        }
        if (from >= to) {
            throw new ViolationException(Violation.CONTENT_LENGTH_INVALID, offset);
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
