package wirebench.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where an encoder gets the octets of a request body from. Serves one exchange and one thread.
@FunctionalInterface
public interface BodySource {
    /// Puts some octets into `out`.
    ///
    /// @param out has room for at least one octet
    /// @return how many octets were put, 0 if none are there yet, -1 at the end
    /// @throws IOException if the octets cannot be had
    int read(ByteBuffer out) throws IOException;
}
