package wirebench.nio;

/// The outcome of reading the first of a connection's responses.
enum Received {
    /// It is not complete, and there may be more to read.
    MORE,

    /// It is not complete, and there is no more at the moment.
    DRAINED,

    /// Its handler wants nothing for now.
    PAUSED,

    /// It is complete; what was read beyond its end belongs to the next.
    COMPLETE,

    /// It is as complete as its handler wants it, and the rest is not worth reading.
    ENOUGH,

    /// The peer has ended the connection before it was complete, or broken it, as [Inbox#broken] says.
    ENDED,

    /// It cannot be decoded, as [Inbox#undecodable] says.
    UNDECODABLE,

    /// There is nothing to read: the exchange was ended by its handler in the midst of it, or there was none.
    NOTHING
}
