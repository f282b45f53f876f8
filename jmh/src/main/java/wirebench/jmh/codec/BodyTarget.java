package wirebench.jmh.codec;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/// The fate of a body's octets: nothing but that they are counted, or each is copied out. Not thread-safe.
public final class BodyTarget {
    private static final int LARGEST_SLICE = 1 << 20;

    private final boolean copies;
    private final ByteBuffer copy = ByteBuffer.allocateDirect(LARGEST_SLICE);

    private BodyTarget(boolean copies) {
        this.copies = copies;
    }

    /// What is done with a body: nothing, or a copy.
    ///
    /// @param body `announced` or `copied`
    public static BodyTarget of(String body) {
        return switch (body) {
            case "announced" -> new BodyTarget(false);
            case "copied" -> new BodyTarget(true);
            default ->
                throw new IllegalArgumentException("there is no body '" + body + "'; choose one of announced, copied");
        };
    }

    /// Takes octets at the position, which moves past them.
    ///
    /// @return how many were taken
    int take(ByteBuffer from, int octets) {
        int at = from.position();
        if (copies) {
            copy.put(0, from, at, octets);
        }
        from.position(at + octets);
        return octets;
    }

    /// Takes what is readable.
    ///
    /// @return how many were taken
    int take(ByteBuf from) {
        int octets = from.readableBytes();
        if (copies) {
            from.readBytes(copy.clear().limit(octets));
        }
        return octets;
    }
}
