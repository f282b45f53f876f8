package wirebench.client.wire;

import java.nio.ByteBuffer;

/// Two buffers, for one exchange or one connection at a time. Not thread-safe: they belong to whoever leased them.
public final class BufferPair {
    /// What is held by whoever holds none: no room at all.
    public static final BufferPair NONE = heap(0);

    private final ByteBuffer out;
    private final ByteBuffer in;

    private BufferPair(ByteBuffer out, ByteBuffer in) {
        this.out = out;
        this.in = in;
    }

    static BufferPair heap(int octets) {
        return new BufferPair(ByteBuffer.allocate(octets), ByteBuffer.allocate(octets));
    }

    static BufferPair direct(int octets) {
        return new BufferPair(ByteBuffer.allocateDirect(octets), ByteBuffer.allocateDirect(octets));
    }

    /// What is to be written.
    ///
    /// @return the same buffer each time
    public ByteBuffer out() {
        return out;
    }

    /// What was read.
    ///
    /// @return the same buffer each time
    public ByteBuffer in() {
        return in;
    }
}
