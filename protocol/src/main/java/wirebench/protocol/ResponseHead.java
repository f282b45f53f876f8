package wirebench.protocol;

/// A view of a response's status line and fields.
///
/// It allocates nothing until a string is asked for. It is valid while its response is being decoded, up to the
/// next response on the same connection: whoever wants to keep it copies. Not thread-safe.
public final class ResponseHead {
    private final StatusLine statusLine;
    private final FieldSection fields;

    ResponseHead(StatusLine statusLine, FieldSection fields) {
        this.statusLine = statusLine;
        this.fields = fields;
    }

    /// The minor version: 1 for HTTP/1.1, 0 for HTTP/1.0.
    ///
    /// @return the digit after `HTTP/1.`
    public int minorVersion() {
        return statusLine.minorVersion();
    }

    /// The status code.
    ///
    /// @return from 100 to 999; 600 and above are outside every class and to be treated as 5xx (RFC 9110 section
    ///     15)
    public int status() {
        return statusLine.status();
    }

    /// The reason phrase, which carries no meaning.
    ///
    /// @return a new string, empty if there was none
    public String reason() {
        return fields.text(statusLine.reasonStart(), statusLine.reasonEnd());
    }

    /// The fields of the head; those of the trailer section are kept apart from them.
    ///
    /// @return a view with the life of this one
    public FieldSection fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "HTTP/1." + minorVersion() + " " + status() + " " + reason() + " " + fields;
    }
}
