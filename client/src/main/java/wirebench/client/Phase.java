package wirebench.client;

import java.util.Locale;

/// The part of an exchange in which something happened, in the order in which they come.
public enum Phase {
    /// Waiting for a connection from the pool.
    ACQUIRE,
    /// Resolving the name and connecting.
    CONNECT,
    /// Agreeing on keys with a server behind TLS, and finding out who it is.
    HANDSHAKE,
    /// Writing the request.
    WRITE,
    /// From the end of the request to the end of the final response's head.
    HEAD,
    /// Reading the body and the trailer section.
    READ,
    /// Of a timeout: the whole exchange took too long, wherever it was.
    TOTAL;

    /// The name in lower case, as the command prints it.
    ///
    /// @return such as `head`
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
