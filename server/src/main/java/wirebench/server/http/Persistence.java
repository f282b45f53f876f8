package wirebench.server.http;

/// What becomes of the connection after the answer, and the field that says so (RFC 9112 §9.3).
public enum Persistence {
    /// Stays open, as HTTP/1.1 presumes; nothing needs to be said.
    KEPT(""),
    /// Stays open because an HTTP/1.0 client asked for it, which must be confirmed.
    KEPT_ON_REQUEST("Connection: keep-alive\r\n"),
    CLOSED("Connection: close\r\n");

    private final String line;

    @SuppressWarnings("ImmutableEnumChecker") // written to sockets, never into
    private final byte[] field;

    Persistence(String line) {
        this.line = line;
        this.field = Octets.of(line);
    }

    /// The whole field line, or an empty string.
    public String line() {
        return line;
    }

    /// The octets of [#line].
    byte[] field() {
        return field;
    }
}
