package wirebench.cli.interop;

/// A server that serves the [Site] until it is closed.
///
/// Every answer carries the field `X-Client-Port` with the port that the request came from: by it the server tells
/// its connections apart.
interface RunningServer extends AutoCloseable {
    /// Where it listens on 127.0.0.1.
    ///
    /// @throws IllegalArgumentException if it has no such door
    int port(Door door);

    /// Ends it and returns when it is gone.
    @Override
    void close();
}
