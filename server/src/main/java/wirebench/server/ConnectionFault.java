package wirebench.server;

/// What goes wrong with every connection, before any request. All of them end when the server is closed.
public enum ConnectionFault {
    /// Nothing goes wrong.
    NONE,
    /// Connections are accepted, and never read or written.
    SILENCE,
    /// Connections are accepted and reset at once.
    RESET_ON_ACCEPT,
    /// Connections are never accepted: with a backlog of one, those behind it wait for an answer to their SYN.
    BACKLOG_FULL
}
