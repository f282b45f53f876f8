package wirebench.protocol;

/// How the end of a request's body is marked (RFC 9112 section 6). The framing fields are written from this and
/// from nothing else.
public sealed interface RequestFraming {
    /// No body and no framing field.
    record None() implements RequestFraming {}

    /// Content-Length.
    ///
    /// @param octets the body's length, 0 for an empty body that is to be announced
    record Length(long octets) implements RequestFraming {
        /// Checks the length.
        ///
        /// @throws IllegalArgumentException if it is negative
        public Length {
            if (octets < 0) {
                throw new IllegalArgumentException("a body cannot have " + octets + " octets");
            }
        }
    }

    /// The chunked transfer coding. The trailer section is what [BodySource#trailers] gives when the body has ended.
    record Chunked() implements RequestFraming {}
}
