package wirebench.client;

import java.util.function.Supplier;
import wirebench.protocol.BodySource;
import wirebench.protocol.RequestFraming;

/// What a request carries. Every body can be sent again, so that a retry is possible.
public sealed interface RequestBody {
    /// No body.
    record None() implements RequestBody {}

    /// Octets in memory, sent with Content-Length.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy for each exchange would cost an allocation
    record Octets(byte[] octets) implements RequestBody {}

    /// Octets that are produced while they are sent.
    ///
    /// @param length how many there will be, or -1 if that is not known: then the chunked coding is used
    /// @param open opens the source anew for each sending; on an event loop it must not block
    record Stream(long length, Supplier<? extends BodySource> open) implements RequestBody {
        /// Checks the length.
        ///
        /// @throws IllegalArgumentException if it is below -1
        public Stream {
            if (length < -1) {
                throw new IllegalArgumentException("a body cannot have " + length + " octets");
            }
        }
    }

    /// No body.
    ///
    /// @return nothing to send
    static RequestBody none() {
        return new None();
    }

    /// A body from memory.
    ///
    /// @param octets not copied, so they must not change until the exchange has ended
    /// @return the body
    static RequestBody of(byte[] octets) {
        return new Octets(octets);
    }

    /// A body of known length that is produced while it is sent.
    ///
    /// @param length octets
    /// @param open opens the source
    /// @return the body
    static RequestBody of(long length, Supplier<? extends BodySource> open) {
        if (length < 0) {
            throw new IllegalArgumentException("a body cannot have " + length + " octets");
        }
        return new Stream(length, open);
    }

    /// A body of unknown length that is produced while it is sent, in the chunked coding.
    ///
    /// @param open opens the source
    /// @return the body
    static RequestBody chunked(Supplier<? extends BodySource> open) {
        return new Stream(-1, open);
    }

    /// How the body's end is marked on the wire.
    ///
    /// @return the framing
    default RequestFraming framing() {
        return switch (this) {
            case None _ -> new RequestFraming.None();
            case Octets octets -> new RequestFraming.Length(octets.octets().length);
            case Stream stream when stream.length() < 0 -> new RequestFraming.Chunked();
            case Stream stream -> new RequestFraming.Length(stream.length());
        };
    }
}
