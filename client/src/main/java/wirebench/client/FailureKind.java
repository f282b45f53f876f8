package wirebench.client;

import java.util.Locale;

/// Why an exchange failed although nobody broke HTTP.
public enum FailureKind {
    /// No connection could be made, or the host's name could not be resolved.
    CONNECT,
    /// There was no secure connection: the handshake failed, by either side's will. With TLS 1.3 the server may
    /// refuse the client's certificate only after the request was sent.
    TLS,
    /// The endpoint has failed so often lately that it is not even tried (a circuit breaker is open).
    REFUSED,
    /// A timeout fired; the phase says which.
    TIMEOUT,
    /// The connection ended before the response was complete.
    TRUNCATED,
    /// Reading or writing failed, as by a reset.
    TRANSPORT,
    /// One of our limits was reached.
    LIMIT,
    /// The caller interrupted or cancelled the exchange, or closed the client.
    CANCELLED;

    /// The name in lower case, as the command prints it.
    ///
    /// @return such as `timeout`
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
