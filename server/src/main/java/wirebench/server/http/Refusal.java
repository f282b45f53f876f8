package wirebench.server.http;

/// Why a request is turned away: the answer's status, and the sentence that becomes its body.
///
/// After a refusal the connection is closed, because where the next request would begin is not certain, or because
/// the rest of this one is not wanted.
public enum Refusal {
    REQUEST_LINE(400, "the request line is not: method SP target SP version (RFC 9112 section 3)"),
    TARGET(400, "the target is neither origin-form nor absolute-form (RFC 9112 section 3.2)"),
    LINE_END(400, "a line does not end in CR LF (RFC 9112 section 2.2)"),
    FIELD_LINE(400, "a field line is not: name \":\" value (RFC 9112 section 5)"),
    HOST(400, "an HTTP/1.1 request has exactly one Host (RFC 9112 section 3.2)"),
    CONTENT_LENGTH(400, "Content-Length is not one decimal number (RFC 9110 section 8.6)"),
    TWO_FRAMINGS(400, "Content-Length and Transfer-Encoding together (RFC 9112 section 6.1)"),
    CODING_BEFORE_1_1(400, "Transfer-Encoding in an HTTP/1.0 request (RFC 9112 section 6.1)"),
    CHUNK(400, "the chunked coding is broken (RFC 9112 section 7.1)"),
    ARGUMENT(400, "the scenario does not take this argument; GET / lists the scenarios"),
    BODY_TOO_LARGE(413, "the body is larger than this server takes"),
    TARGET_TOO_LONG(414, "the request line is longer than 8192 octets"),
    EXPECTATION(417, "the only expectation known is 100-continue (RFC 9110 section 10.1.1)"),
    HEAD_TOO_LARGE(431, "the head is larger than 8192 octets or 100 fields"),
    CODING(501, "the only transfer coding known is chunked (RFC 9112 section 6.1)"),
    VERSION(505, "the version is not HTTP/1.0 or HTTP/1.1");

    private final int status;
    private final String sentence;

    Refusal(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /// The status that tells the client.
    public int status() {
        return status;
    }

    /// What was wrong, in words.
    public String sentence() {
        return sentence;
    }
}
