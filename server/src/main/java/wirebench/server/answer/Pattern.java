package wirebench.server.answer;

import java.nio.ByteBuffer;

/// The body of every patterned answer: octet `i` is `'a' + i % 26`. One buffer serves bodies of any length.
///
/// The octets are shared by all; the window onto them belongs to one event loop.
public final class Pattern {
    private static final int PERIOD = 26;

    /// From any phase of the alphabet on, this many octets are at hand.
    static final int RUN_OCTETS = 128 * 1024;

    private static final ByteBuffer OCTETS = octets();

    private final ByteBuffer window = OCTETS.duplicate();

    private static ByteBuffer octets() {
        ByteBuffer octets = ByteBuffer.allocateDirect(RUN_OCTETS + PERIOD);
        while (octets.hasRemaining()) {
            octets.put((byte) ('a' + octets.position() % PERIOD));
        }
        return octets.flip();
    }

    /// A buffer of the octets from body offset `offset` on: `octets` of them, or as many as one run holds.
    /// Valid until the next call.
    public ByteBuffer run(long offset, long octets) {
        int start = (int) (offset % PERIOD);
        window.limit(start + (int) Math.min(octets, RUN_OCTETS)).position(start);
        return window;
    }

    /// Appends the octets from body offset `offset` on, up to `octets` of them and as many as fit.
    ///
    /// @return how many
    int copy(long offset, long octets, ByteBuffer out) {
        ByteBuffer run = run(offset, Math.min(octets, out.remaining()));
        int count = run.remaining();
        out.put(run);
        return count;
    }
}
