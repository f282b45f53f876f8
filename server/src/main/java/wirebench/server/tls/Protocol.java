package wirebench.server.tls;

/// A version of TLS.
public enum Protocol {
    /// RFC 5246.
    TLS_1_2("TLSv1.2"),
    /// RFC 8446.
    TLS_1_3("TLSv1.3");

    private final String jsse;

    Protocol(String jsse) {
        this.jsse = jsse;
    }

    /// How the JDK calls it.
    ///
    /// @return a name for `SSLParameters`, such as `TLSv1.3`
    public String jsse() {
        return jsse;
    }
}
