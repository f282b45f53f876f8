package wirebench.server.tls;

/// Whether clients show a certificate too.
public enum ClientAuthentication {
    /// They are not asked.
    NONE,
    /// They are asked, and may have none; one that is shown must be valid.
    WANTED,
    /// They are asked, and a handshake without a valid one fails.
    REQUIRED
}
