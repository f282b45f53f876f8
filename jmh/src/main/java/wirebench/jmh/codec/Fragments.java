package wirebench.jmh.codec;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Octets that a decoder gets at once or bit by bit, as if they came in several reads. Every arm reads them from a
/// buffer of its own kind; this says how far the octets have arrived. Not thread-safe.
public final class Fragments {
    /// The least that every path carries in one TCP segment (RFC 9293 section 3.7.1).
    private static final int SEGMENT_OCTETS = 536;

    private final byte[] octets;
    private final int[] ends;
    private int arrived;

    private Fragments(byte[] octets, IntPredicate isCut) {
        this.octets = octets;
        this.ends = IntStream.rangeClosed(1, octets.length)
                .filter(end -> end == octets.length || isCut.test(end))
                .toArray();
    }

    /// Cuts a text.
    ///
    /// @param input `whole`; `segmented`, as a network might; or `fragmented`, at the places that are awkward to go
    ///     on at: between CR and LF, after a colon, and within the first word of each line
    public static Fragments of(String input, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return switch (input) {
            case "whole" -> new Fragments(octets, _ -> false);
            case "segmented" -> new Fragments(octets, end -> end % SEGMENT_OCTETS == 0);
            case "fragmented" -> new Fragments(octets, end -> isAwkward(octets, end));
            default ->
                throw new IllegalArgumentException(
                        "there is no input '" + input + "'; choose one of whole, segmented, fragmented");
        };
    }

    private static boolean isAwkward(byte[] octets, int end) {
        boolean twoIntoLine = end > 2 && octets[end - 3] == '\n';
        return octets[end - 1] == '\r' || octets[end - 1] == ':' || twoIntoLine;
    }

    /// All of them, to be copied into the buffer that an arm reads from.
    byte[] octets() {
        return octets;
    }

    /// How many there are.
    public int count() {
        return ends.length;
    }

    /// Begins anew with the first fragment.
    ///
    /// @return where it ends
    public int rewind() {
        arrived = 0;
        return ends[0];
    }

    /// Lets the next fragment arrive.
    ///
    /// @return where it ends
    public int next() {
        arrived++;
        if (arrived == ends.length) {
            throw new IllegalStateException("all " + octets.length + " octets were not enough");
        }
        return ends[arrived];
    }
}
