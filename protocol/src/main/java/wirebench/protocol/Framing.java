package wirebench.protocol;

/// How the end of a response's body is found (RFC 9112 section 6.3).
public enum Framing {
    /// There is no body: the answer to HEAD, or status 1xx, 204 or 304.
    NONE,
    /// Content-Length octets.
    LENGTH,
    /// The chunked transfer coding, with a trailer section.
    CHUNKED,
    /// Everything until the server closes the connection.
    UNTIL_CLOSE,
    /// A 2xx answer to CONNECT: what follows is a tunnel and no HTTP.
    TUNNEL;

    /// Whether the message's end is known without closing the connection.
    ///
    /// @return true if another exchange may follow
    public boolean leavesConnectionReusable() {
        return switch (this) {
            case NONE, LENGTH, CHUNKED -> true;
            case UNTIL_CLOSE, TUNNEL -> false;
        };
    }
}
