package wirebench.client;

/// How octets travel to a server (RFC 9110 sections 4.2.1 and 4.2.2).
public enum Scheme {
    /// Over TCP.
    HTTP("http://", 80),
    /// Over TLS over TCP.
    HTTPS("https://", 443);

    private final String prefix;
    private final int port;

    Scheme(String prefix, int port) {
        this.prefix = prefix;
        this.port = port;
    }

    /// What a URL begins with.
    ///
    /// @return such as `https://`
    public String prefix() {
        return prefix;
    }

    /// The port of a URL that names none.
    ///
    /// @return 80 or 443
    public int port() {
        return port;
    }
}
