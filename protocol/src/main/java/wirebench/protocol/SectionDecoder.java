package wirebench.protocol;

import static wirebench.protocol.Octets.CR;
import static wirebench.protocol.Octets.LF;

import java.nio.ByteBuffer;

/// Decodes field lines up to the empty line that ends them: the fields of a head, or a trailer section.
///
/// ```
/// *( field-name ":" OWS field-value OWS CRLF ) CRLF      (RFC 9112 section 5, RFC 9110 section 5)
/// ```
/// Octets are copied once into the section's own array, so that the view stays valid while the caller's buffer
/// goes on to hold body octets, and so that a head may be longer than any buffer. Each octet is looked at once,
/// however the section is split. Each part of a line goes on into the next while there are octets, so that a whole
/// line takes one turn of the state machine; the benchmark HeadDecode shows what that is worth. Not thread-safe.
final class SectionDecoder {
    /// Copied at a time: most heads fit in one go, and little of a body that follows is copied in vain.
    private static final int STRETCH = 1024;

    private enum Stage {
        START_LINE,
        LINE_START,
        NAME,
        BEFORE_VALUE,
        VALUE,
        LINE_FEED,
        SECTION_LINE_FEED,
        COMPLETE
    }

    private final FieldSection fields;
    private final int maximumOctets;
    private final Limit octetLimit;
    private final int maximumCount;
    private final Limit countLimit;
    private final StatusLine statusLine = new StatusLine();
    private final int maximumStartLine;

    private Stage stage = Stage.COMPLETE;
    private long base;
    private int at;
    private int end;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int folds; // since the last octet of the value

    private SectionDecoder(
            FieldSection fields,
            int maximumOctets,
            Limit octetLimit,
            int maximumCount,
            Limit countLimit,
            int maximumStartLine) {
        this.fields = fields;
        this.maximumOctets = maximumOctets;
        this.octetLimit = octetLimit;
        this.maximumCount = maximumCount;
        this.countLimit = countLimit;
        this.maximumStartLine = maximumStartLine;
    }

    static SectionDecoder ofHead(FieldSection fields, Limits limits) {
        return new SectionDecoder(
                fields,
                limits.headOctets(),
                Limit.HEAD_OCTETS,
                limits.fieldCount(),
                Limit.FIELD_COUNT,
                limits.startLineOctets());
    }

    static SectionDecoder ofTrailers(FieldSection fields, Limits limits) {
        return new SectionDecoder(
                fields, limits.trailerOctets(), Limit.TRAILER_OCTETS, limits.trailerCount(), Limit.TRAILER_COUNT, 0);
    }

    /// The status line, valid once the section is complete.
    StatusLine statusLine() {
        return statusLine;
    }

    boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /// The octet after the section, counted from the start of the response.
    long endOffset() {
        return base + at;
    }

    /// Forgets everything and begins with a status line.
    ///
    /// @param offset of the first octet in the response, for error messages
    void beginWithStatusLine(long offset) {
        begin(offset, Stage.START_LINE);
        statusLine.begin();
    }

    /// Forgets everything and begins with a field line.
    ///
    /// @param offset of the first octet in the response, for error messages
    void beginWithFields(long offset) {
        begin(offset, Stage.LINE_START);
    }

    private void begin(long offset, Stage first) {
        fields.clear();
        base = offset;
        at = 0;
        end = 0;
        stage = first;
    }

    /// Takes octets from `in` up to the end of the section and no further.
    ///
    /// @return true when the section is complete
    boolean feed(ByteBuffer in) throws DecodeException {
        while (in.hasRemaining()) {
            take(in);
            parse();
            if (isComplete()) {
                in.position(in.position() - (end - at));
                return true;
            }
            if (end == maximumOctets) {
                throw new LimitException(octetLimit, maximumOctets, base + end);
            }
        }
        return false;
    }

    private void take(ByteBuffer in) {
        int length = Math.min(Math.min(in.remaining(), STRETCH), maximumOctets - end);
        fields.reserve(end + length);
        in.get(fields.octets(), end, length);
        end += length;
    }

    private void parse() throws DecodeException {
        byte[] octets = fields.octets();
        while (at < end) {
            stage = switch (stage) {
                case START_LINE -> startLine(octets);
                case LINE_START -> lineStart(octets);
                case NAME -> name(octets);
                case BEFORE_VALUE -> beforeValue(octets);
                case VALUE -> value(octets);
                case LINE_FEED -> lineFeed(octets);
                case SECTION_LINE_FEED -> sectionLineFeed(octets);
                case COMPLETE -> {
                    throw new IllegalStateException("the section is complete");
                }
            };
            if (isComplete()) {
                return;
            }
        }
    }

    private Stage startLine(byte[] octets) throws DecodeException {
        boolean complete = statusLine.parse(octets, at, Math.min(end, maximumStartLine), base);
        at = statusLine.end();
        if (!complete && at >= maximumStartLine) {
            throw new LimitException(Limit.START_LINE_OCTETS, maximumStartLine, base + at);
        }
        return complete ? Stage.LINE_START : Stage.START_LINE;
    }

    private Stage lineStart(byte[] octets) throws DecodeException {
        byte octet = octets[at];
        if (octet == CR) {
            at++;
            return Stage.SECTION_LINE_FEED;
        }
        if (Octets.isWhitespace(octet)) {
            return foldedLine();
        }
        if (fields.count() == maximumCount) {
            throw new LimitException(countLimit, maximumCount, base + at);
        }
        folds = 0;
        nameStart = at;
        return name(octets);
    }

    /// A line that begins with white space continues the value before it (obs-fold, RFC 9112 section 5.2).
    private Stage foldedLine() throws DecodeException {
        if (fields.count() == 0) {
            throw violation(Violation.WHITESPACE_BEFORE_FIRST_FIELD);
        }
        folds++;
        return Stage.BEFORE_VALUE;
    }

    private Stage name(byte[] octets) throws DecodeException {
        int i = at;
        while (i < end && Octets.isToken(octets[i])) {
            i++;
        }
        at = i;
        if (i == end) {
            return Stage.NAME;
        }
        byte octet = octets[i];
        if (octet != ':' || i == nameStart) {
            throw violation(nameViolation(octet, i == nameStart));
        }
        nameEnd = i;
        at++;
        return beforeValue(octets);
    }

    private static Violation nameViolation(byte octet, boolean empty) {
        if (octet == LF) {
            return Violation.BARE_LF;
        }
        return Octets.isWhitespace(octet) && !empty ? Violation.WHITESPACE_BEFORE_COLON : Violation.FIELD_NAME_INVALID;
    }

    private Stage beforeValue(byte[] octets) throws DecodeException {
        int i = at;
        while (i < end && Octets.isWhitespace(octets[i])) {
            i++;
        }
        at = i;
        valueStart = i;
        return i == end ? Stage.BEFORE_VALUE : value(octets);
    }

    private Stage value(byte[] octets) throws DecodeException {
        at = ValueScan.end(octets, at, end);
        if (at == end) {
            return Stage.VALUE;
        }
        if (octets[at] != CR) {
            throw violation(octets[at] == LF ? Violation.BARE_LF : Violation.FIELD_VALUE_INVALID);
        }
        at++;
        return at == end ? Stage.LINE_FEED : lineFeed(octets);
    }

    private Stage lineFeed(byte[] octets) throws DecodeException {
        if (octets[at] != LF) {
            throw violation(Violation.BARE_CR);
        }
        int valueEnd = at - 1;
        while (valueEnd > valueStart && Octets.isWhitespace(octets[valueEnd - 1])) {
            valueEnd--;
        }
        if (folds == 0) {
            fields.add(nameStart, nameEnd, valueStart, valueEnd);
        } else if (valueEnd > valueStart) {
            fields.unfold(folds, valueStart, valueEnd);
            folds = 0;
        }
        at++;
        return Stage.LINE_START;
    }

    private Stage sectionLineFeed(byte[] octets) throws DecodeException {
        if (octets[at] != LF) {
            throw violation(Violation.BARE_CR);
        }
        at++;
        return Stage.COMPLETE;
    }

    private ViolationException violation(Violation violation) {
        return new ViolationException(violation, base + at);
    }
}
