package wirebench.server.http;

/// What comes next, as an `Answer` and an `Exchange` tell it to whoever called them.
public enum Step {
    /// Call again at once: there is more to do with what is at hand. Never leaves the exchange.
    GO_ON,
    /// The answer is complete. Never leaves the exchange.
    DONE,
    /// Octets from the client are needed.
    READ,
    /// The output is full: call again when it has been written.
    FLUSH,
    /// Write the output, then octets of pattern straight from their buffer, and call again for the last of them.
    STREAM,
    /// Call again after [Progress#pauseMillis][wirebench.server.answer.Progress#pauseMillis].
    PAUSE,
    /// Write the output, then nothing more, and leave the connection open.
    STALL,
    /// Write the output and close.
    CLOSE,
    /// Write the output, end this side, and wait for the client to end his, so that it can read the answer although
    /// it may still be sending.
    LINGER,
    /// Write the output, which is whole, end this side, and read on until the client ends his.
    HALF_CLOSE,
    /// Write the output and close as if the connection had been cut: over TLS without a close_notify.
    CUT,
    /// The same, and over TLS without the end of the last record.
    CUT_RECORD,
    /// Write the output and reset the connection.
    RESET
}
