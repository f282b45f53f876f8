package wirebench.client.config;

/// A version of the protocol. Older ones are not spoken (RFC 8996).
public enum TlsVersion {
    /// RFC 5246.
    TLS_1_2("1.2"),
    /// RFC 8446.
    TLS_1_3("1.3");

    private final String label;

    TlsVersion(String label) {
        this.label = label;
    }

    /// The version as the command takes it.
    ///
    /// @return such as `1.3`
    public String label() {
        return label;
    }

    /// The version as the JDK names it.
    ///
    /// @return such as `TLSv1.3`
    public String protocol() {
        return "TLSv" + label;
    }
}
