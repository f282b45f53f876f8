package wirebench.nio;

/// The outcome of writing a request.
enum Sent {
    /// All of it was written.
    WRITTEN,

    /// There is no room for the rest.
    BLOCKED,

    /// The body waits for the server to ask for it.
    HELD,

    /// The body has nothing to send by now.
    STARVED,

    /// The connection cannot be written to, as [Outbox#broken] says.
    BROKEN,

    /// The request cannot be sent, as [Outbox#failure] says: its body cannot be read.
    FAILED,

    /// There is nothing to write: the exchange ended in the midst of it, or there was none.
    NOTHING
}
