package wirebench.client.body;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import wirebench.protocol.BodySource;
import wirebench.protocol.RequestFraming;

/// What a request carries. Immutable, but for what the octets come from.
public sealed interface RequestBody {
    /// No body.
    record None() implements RequestBody {}

    /// Octets in memory, sent with Content-Length.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy for each exchange would cost an allocation
    record Octets(byte[] octets) implements RequestBody {}

    /// Octets that are produced while they are sent.
    ///
    /// @param length how many there will be, or -1 if that is not known: then the chunked coding is used
    /// @param repeatable whether the source can be opened for each sending, which a retry needs, or once only
    /// @param open opens the source for a sending; on an event loop it must not block
    record Stream(long length, boolean repeatable, Supplier<? extends BodySource> open) implements RequestBody {
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
    /// @param open opens the source, anew for each sending
    /// @return the body
    static RequestBody of(long length, Supplier<? extends BodySource> open) {
        if (length < 0) {
            throw new IllegalArgumentException("a body cannot have " + length + " octets");
        }
        return new Stream(length, true, open);
    }

    /// A body of unknown length that is produced while it is sent, in the chunked coding.
    ///
    /// @param open opens the source, anew for each sending
    /// @return the body
    static RequestBody chunked(Supplier<? extends BodySource> open) {
        return new Stream(-1, true, open);
    }

    /// A file's octets, read while they are sent. On an event loop that takes the loop as long as the disk takes.
    ///
    /// With Content-Length if the file's length can be told; in the chunked coding if not, as for files that
    /// the kernel makes when they are read, and for pipes and devices, which can be sent once only.
    ///
    /// @param file must not change its length until the exchange has ended
    /// @return the body
    /// @throws IOException if the file is a directory, or may not be read
    static RequestBody file(Path file) throws IOException {
        return FileLength.bodyOf(file);
    }

    /// The octets of a stream, in the chunked coding. A stream that blocks holds an event loop up; for those a
    /// [BodyPipe] is better.
    ///
    /// @param open opens the stream, anew for each sending; it is closed afterwards
    /// @return the body
    static RequestBody input(Supplier<? extends InputStream> open) {
        return new Stream(-1, true, () -> new InputSource(open.get()));
    }

    /// Whether the body can be sent more than once.
    ///
    /// @return false for what is produced while it is sent and kept nowhere
    default boolean repeatable() {
        return switch (this) {
            case None _, Octets _ -> true;
            case Stream stream -> stream.repeatable();
        };
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
