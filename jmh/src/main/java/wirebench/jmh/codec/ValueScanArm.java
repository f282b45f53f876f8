package wirebench.jmh.codec;

import java.util.List;

/// A way to find the end of a field value.
public interface ValueScanArm {
    /// All of them, in the order of tables.
    List<String> NAMES = List.of("octets", "words", "vectors");

    /// The first octet from `from` on that a value must not hold, or `to` if there is none.
    ///
    /// @param octets with as many octets behind `to` as a way may read beyond it
    int end(byte[] octets, int from, int to);

    /// The arm of that name.
    static ValueScanArm of(String scan) {
        return switch (scan) {
            case "octets" -> new OctetScan();
            case "words" -> new WordScan();
            case "vectors" -> new VectorScan();
            default ->
                throw new IllegalArgumentException(
                        "there is no scan '" + scan + "'; choose one of " + String.join(", ", NAMES));
        };
    }

    /// HTAB, SP, visible characters and whatever lies beyond ASCII.
    static boolean isValue(byte octet) {
        return octet == '\t' || (octet >= ' ' && octet != 0x7f) || octet < 0;
    }
}
