package wirebench.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Text as it is on the wire: constants made once, and comparisons that never make a string.
public final class Octets {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        // RFC 9110 §5.6.2: tchar
        for (byte octet : of("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) {
            TOKEN[octet] = true;
        }
    }

    private Octets() {}

    /// The octets of a text in ISO 8859-1.
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean isToken(byte octet) {
        return octet >= 0 && TOKEN[octet];
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /// A blank inside a line: `OWS = *( SP / HTAB )`.
    public static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /// `field-vchar / SP / HTAB`: everything but the control characters (obs-text is negative as a byte).
    static boolean isFieldContent(byte octet) {
        return octet >= ' ' ? octet != 0x7f : octet < 0 || octet == '\t';
    }

    /// Whether the octets from `from` to `to` are exactly `expected`.
    public static boolean equal(ByteBuffer wire, int from, int to, byte[] expected) {
        return to - from == expected.length && startsWith(wire, from, to, expected);
    }

    /// Whether the octets from `from` to `to` begin with `expected`.
    public static boolean startsWith(ByteBuffer wire, int from, int to, byte[] expected) {
        if (to - from < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (wire.get(from + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the octets are `lowerCase`, letters in either case. Valid for tokens: setting bit 5 maps no other
    /// token character onto one of these names.
    public static boolean equalIgnoringCase(ByteBuffer wire, int from, int to, byte[] lowerCase) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if ((wire.get(from + i) | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
