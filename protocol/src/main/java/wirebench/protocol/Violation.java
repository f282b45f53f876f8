package wirebench.protocol;

/// The ways in which a peer can break HTTP/1.1, one constant per rule.
///
/// The set is closed: whoever switches over it handles every rule. Each constant names the section that it
/// violates.
public enum Violation {
    /// The first octets are not `HTTP/`, so whatever answers does not speak HTTP/1.x.
    NOT_HTTP("RFC 9112 section 4"),
    /// `HTTP-version` is not `HTTP/DIGIT.DIGIT`, case-sensitive.
    VERSION_MALFORMED("RFC 9112 section 2.3"),
    /// The major version is not 1.
    VERSION_UNSUPPORTED("RFC 9112 section 2.3"),
    /// The status code is not three digits from 100 up, set off by single spaces.
    STATUS_CODE_MALFORMED("RFC 9112 section 4"),
    /// The reason phrase holds an octet that is neither HTAB, SP, VCHAR nor obs-text.
    REASON_PHRASE_INVALID("RFC 9112 section 4"),
    /// A carriage return that no line feed follows.
    BARE_CR("RFC 9112 section 2.2"),
    /// A line feed that no carriage return precedes. A recipient may accept it at the end of a line in a head,
    /// which this one does not, but not in chunked framing.
    BARE_LF("RFC 9112 section 2.2"),
    /// White space between the status line and the first field line.
    WHITESPACE_BEFORE_FIRST_FIELD("RFC 9112 section 2.2"),
    /// A field line without a colon, or with a name that is not a token.
    FIELD_NAME_INVALID("RFC 9110 section 5.1"),
    /// White space between a field name and its colon.
    WHITESPACE_BEFORE_COLON("RFC 9112 section 5.1"),
    /// A field value holds a control octet.
    FIELD_VALUE_INVALID("RFC 9110 section 5.5"),
    /// Content-Length is not a decimal number that fits 63 bits.
    CONTENT_LENGTH_INVALID("RFC 9112 section 6.3"),
    /// Several Content-Length values that differ.
    CONTENT_LENGTH_CONFLICT("RFC 9112 section 6.3"),
    /// Transfer-Encoding is not a list of transfer codings, or applies chunked more than once.
    TRANSFER_ENCODING_INVALID("RFC 9112 section 6.1"),
    /// Transfer-Encoding together with Content-Length.
    TRANSFER_ENCODING_WITH_CONTENT_LENGTH("RFC 9112 section 6.3"),
    /// Transfer-Encoding in a message of a version below 1.1.
    TRANSFER_ENCODING_IN_HTTP_1_0("RFC 9112 section 6.1"),
    /// A chunk size that is not hexadecimal.
    CHUNK_SIZE_INVALID("RFC 9112 section 7.1"),
    /// A chunk size that does not fit 63 bits.
    CHUNK_SIZE_OVERFLOW("RFC 9112 section 7.1"),
    /// A chunk extension outside the grammar.
    CHUNK_EXTENSION_INVALID("RFC 9112 section 7.1.1"),
    /// Chunk data that CRLF does not follow at once.
    CHUNK_DATA_UNTERMINATED("RFC 9112 section 7.1"),
    /// 101 (Switching Protocols) although no upgrade was asked for.
    UNREQUESTED_UPGRADE("RFC 9110 section 15.2.2");

    private final String rule;

    Violation(String rule) {
        this.rule = rule;
    }

    /// The section that states the rule, such as `RFC 9112 section 7.1`.
    ///
    /// @return document and section
    public String rule() {
        return rule;
    }
}
