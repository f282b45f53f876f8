package wirebench.server.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Buffers for octets that have to wait: of a request that is not complete yet, or of an answer that the socket did
/// not take. A connection with neither holds no buffer at all, which keeps ten thousand idle ones cheap.
///
/// What is given back is kept for the next lease, so the memory follows the peak of what had to wait at one time.
/// Confined to the event loop.
public final class BufferPool {
    /// Holds any head that is accepted.
    public static final int SMALL_OCTETS = HeadParser.MAX_OCTETS;

    private final int largeOctets;
    private final Deque<ByteBuffer> small = new ArrayDeque<>();
    private final Deque<ByteBuffer> large = new ArrayDeque<>();

    public BufferPool(int largeOctets) {
        this.largeOctets = largeOctets;
    }

    /// An empty buffer with room for `octets` at least, which may not be more than the large size.
    public ByteBuffer lease(int octets) {
        boolean fitsSmall = octets <= SMALL_OCTETS;
        ByteBuffer free = (fitsSmall ? small : large).pollFirst();
        return free == null ? ByteBuffer.allocateDirect(fitsSmall ? SMALL_OCTETS : largeOctets) : free.clear();
    }

    /// Takes back a buffer that it lent.
    public void release(ByteBuffer buffer) {
        (buffer.capacity() == SMALL_OCTETS ? small : large).addFirst(buffer);
    }

    /// Buffers at hand, for tests that look for leaks.
    public int free() {
        return small.size() + large.size();
    }
}
