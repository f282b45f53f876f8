package wirebench.protocol;

/// What the fields of a response head say about the message's end and the connection's future.
///
/// Reads Content-Length, Transfer-Encoding and Connection by octet; no other field has a say. Not thread-safe.
final class HeadRules {
    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String CONNECTION = "connection";
    private static final long UNKNOWN = -1;
    private static final long LARGEST_BEFORE_DIGIT = Long.MAX_VALUE / 10;

    private long contentLength;
    private boolean transferEncoding;
    private int codings;
    private boolean lastIsChunked;
    private boolean close;
    private boolean keepAlive;

    /// Content-Length, or -1 if there is none.
    long contentLength() {
        return contentLength;
    }

    boolean hasTransferEncoding() {
        return transferEncoding;
    }

    /// Whether chunked is the final transfer coding.
    boolean isChunked() {
        return lastIsChunked;
    }

    /// Whether the sender keeps the connection open (RFC 9112 section 9.3).
    boolean isPersistent(int minorVersion) {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /// Reads the options of Connection, which matter whatever the framing is.
    void readConnection(FieldSection fields) {
        close = false;
        keepAlive = false;
        for (int i = 0; i < fields.count(); i++) {
            if (lengthIs(fields, i, CONNECTION) && fields.nameIs(i, CONNECTION)) {
                connection(fields, i);
            }
        }
    }

    /// Reads the framing fields, which may be wrong only where they matter.
    ///
    /// @param offset of the body, for error messages
    void readFraming(FieldSection fields, long offset) throws ViolationException {
        contentLength = UNKNOWN;
        transferEncoding = false;
        codings = 0;
        lastIsChunked = false;
        for (int i = 0; i < fields.count(); i++) {
            if (lengthIs(fields, i, CONTENT_LENGTH) && fields.nameIs(i, CONTENT_LENGTH)) {
                contentLengths(fields, i, offset);
            } else if (lengthIs(fields, i, TRANSFER_ENCODING) && fields.nameIs(i, TRANSFER_ENCODING)) {
                transferEncoding(fields, i, offset);
            }
        }
        if (transferEncoding && codings == 0) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_INVALID, offset);
        }
    }

    private static boolean lengthIs(FieldSection fields, int index, String name) {
        return fields.nameEnd(index) - fields.nameStart(index) == name.length();
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

    /// A list of codings, empty elements ignored (RFC 9110 section 5.6.1). Chunked takes no parameters and comes
    /// once.
    private void transferEncoding(FieldSection fields, int index, long offset) throws ViolationException {
        transferEncoding = true;
        byte[] octets = fields.octets();
        int end = fields.valueEnd(index);
        int at = fields.valueStart(index);
        while (at <= end) {
            int comma = elementEnd(octets, at, end);
            int from = skipBlank(octets, at, comma);
            int to = trimBlank(octets, at, comma);
            if (from < to) {
                coding(octets, from, to, offset);
            }
            at = comma + 1;
        }
    }

    private void coding(byte[] octets, int from, int to, long offset) throws ViolationException {
        int nameEnd = from;
        while (nameEnd < to && Octets.isToken(octets[nameEnd])) {
            nameEnd++;
        }
        boolean chunked = Octets.equalsIgnoreCase(octets, from, nameEnd, "chunked");
        boolean parameters = nameEnd < to;
        boolean notParameters = parameters && octets[nameEnd] != ';' && !Octets.isWhitespace(octets[nameEnd]);
        if (nameEnd == from || notParameters || (chunked && (parameters || lastIsChunked))) {
            throw new ViolationException(Violation.TRANSFER_ENCODING_INVALID, offset);
        }
        codings++;
        lastIsChunked = chunked;
    }

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

    /// The comma that ends a list element, or the end of the list. A comma inside a quoted string does not count.
    private static int elementEnd(byte[] octets, int from, int end) {
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte octet = octets[i];
            if (quoted && octet == '\\') {
                i++;
            } else if (octet == '"') {
                quoted = !quoted;
            } else if (octet == ',' && !quoted) {
                return i;
            }
        }
        return end;
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
