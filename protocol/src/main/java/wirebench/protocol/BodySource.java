package wirebench.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where an encoder gets the octets of a request body from. Serves one exchange and one thread.
@FunctionalInterface
public interface BodySource extends AutoCloseable {
    /// Puts some octets into `out`.
    ///
    /// @param out has room for at least one octet
    /// @return how many octets were put, 0 if none are there yet, -1 at the end
    /// @throws IOException if the octets cannot be had
    int read(ByteBuffer out) throws IOException;

    /// Asks to be told when octets are there, after [#read] has put none.
    ///
    /// @param task run once, on any thread, maybe before this returns; never run if this returns false
    /// @return whether it will be run; if not, the source has to be asked now and then
    default boolean onReady(Runnable task) {
        return false;
    }

    /// The fields that follow the body. Asked for once, after [#read] has returned -1, and only in the chunked
    /// coding, since no other has a place for them. Whoever wants to announce them sets the field Trailer in the
    /// head.
    ///
    /// @return the trailer section, without any field that RFC 9110 section 6.5.1 bans from it
    default Fields trailers() {
        return Fields.NONE;
    }

    /// Lets go of what the body was made from. Called once when the exchange is over, however it ended.
    ///
    /// @throws IOException if that fails
    @Override
    default void close() throws IOException {}
}
