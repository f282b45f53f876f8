package wirebench.load.lane;

/// One of the exchanges in flight of an open loop, which may be driven in either mode and tells how long it
/// waited for its connection.
public interface OpenLane extends SynchronousLane, AsynchronousLane {
    /// How long the exchange that has just ended waited for a connection; asked before the next begins.
    ///
    /// @return nanoseconds, 0 if it had one at once
    long acquireNanos();

    @Override
    default void close() {}
}
