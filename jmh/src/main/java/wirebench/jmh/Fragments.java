package wirebench.jmh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Octets in a direct buffer that a decoder gets at once or bit by bit, as if they came in several reads.
final class Fragments {
    private static final int FRAGMENT_OCTETS = 16;

    private final ByteBuffer octets;
    private final int length;
    private final int fragment;

    private Fragments(ByteBuffer octets, int fragment) {
        this.octets = octets;
        this.length = octets.limit();
        this.fragment = fragment;
    }

    /// @param input `whole` or `fragmented`
    static Fragments of(String input, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return switch (input) {
            case "whole" -> new Fragments(buffer, bytes.length);
            case "fragmented" -> new Fragments(buffer, FRAGMENT_OCTETS);
            default ->
                throw new IllegalArgumentException(
                        "there is no input '" + input + "'; choose one of whole, fragmented");
        };
    }

    /// Begins anew with the first fragment.
    ///
    /// @return the buffer, which stays the same
    ByteBuffer rewind() {
        return octets.limit(Math.min(fragment, length)).position(0);
    }

    /// Lets the next fragment arrive.
    void next() {
        if (octets.limit() == length) {
            throw new IllegalStateException("all " + length + " octets were not enough");
        }
        octets.limit(Math.min(octets.limit() + fragment, length));
    }
}
