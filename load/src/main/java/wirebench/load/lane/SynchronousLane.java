package wirebench.load.lane;

import java.io.IOException;

/// One of the exchanges in flight of a loop on threads: it carries out one exchange after another, each on the
/// thread that calls. Used by one thread.
public interface SynchronousLane extends Lane {
    /// Carries out an exchange and returns when its response is complete and was found to be the right one.
    ///
    /// @return octets of the response's body
    /// @throws IOException if there was no whole response, or another than expected
    long exchange() throws IOException;

    /// Lets go of what the lane holds. Called once, after the last exchange, on the same thread.
    default void close() {}
}
