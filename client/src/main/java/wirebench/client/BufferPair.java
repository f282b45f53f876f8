package wirebench.client;

import java.nio.ByteBuffer;

/// The two buffers of an exchange. Not thread-safe: they belong to whoever leased them.
final class BufferPair {
    /// What an exchange holds that is over.
    static final BufferPair NONE = heap(0);

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
    ByteBuffer out() {
        return out;
    }

    /// What was read.
    ByteBuffer in() {
        return in;
    }
}
