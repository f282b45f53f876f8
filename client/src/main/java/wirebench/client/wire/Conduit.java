package wirebench.client.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Octets in and out of one connection. Confined to whoever carries out its exchange.
public interface Conduit {
    /// Reads what there is, as [java.nio.channels.SocketChannel#read] does.
    ///
    /// @param to with room
    /// @return octets read, -1 at the end
    /// @throws IOException if the connection cannot be read
    int read(ByteBuffer to) throws IOException;

    /// Writes what there is room for, or all if this is a connection that waits.
    ///
    /// @param from what to write
    /// @return octets written
    /// @throws IOException if the connection cannot be written to
    int write(ByteBuffer from) throws IOException;

    /// The same from several buffers in turn, with one call.
    ///
    /// @param from what to write
    /// @return octets written
    /// @throws IOException if the connection cannot be written to
    long write(ByteBuffer[] from) throws IOException;

    /// Lets go of what was written before, if it was kept back, to be written together or because there was no
    /// room.
    ///
    /// @return whether nothing is kept back any more
    /// @throws IOException if the connection cannot be written to
    default boolean flush() throws IOException {
        return true;
    }

    /// Whether a [#read] would give octets that have left the channel already, or the end that they announced.
    ///
    /// @return true if it would, whatever the channel has
    default boolean holdsInput() {
        return false;
    }

    /// Lets go of buffers that hold nothing, since no octet is expected for a while.
    default void rest() {}
}
