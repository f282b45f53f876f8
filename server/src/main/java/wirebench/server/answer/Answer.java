package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Step;

/// Produces one kind of response, in as many pieces as the output asks for.
///
/// An answer holds no state of an exchange; that is in [Exchange#progress]. Confined to the event loop.
interface Answer {
    /// Appends to `out` what fits, from where the progress says it stopped. When called for the first time after a
    /// [Step#FLUSH], `out` is empty, so whatever needs to be in one piece must be shorter than its capacity.
    ///
    /// @param in octets of the request's body and of what follows, if the answer [takes the body][#takesBody]
    Step write(Exchange exchange, ByteBuffer in, ByteBuffer out);

    /// The connection ends before the answer is complete.
    default void abandon(Exchange exchange) {}

    /// Whether the answer reads the request's body itself; otherwise it is read and dropped first.
    default boolean takesBody() {
        return false;
    }

    /// Whether the answer needs the octets of the request's head.
    default boolean needsHead() {
        return false;
    }
}
