package wirebench.protocol;

/// Which octets the grammar of RFC 9110 and RFC 9112 allows where. Tables, because a lookup has one cost for every
/// octet.
final class Octets {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SP = ' ';
    static final byte HTAB = '\t';

    /// The bit in which a small letter differs from its capital.
    private static final int CASE = 0x20;

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] VALUE = new boolean[256];
    private static final byte[] HEX = new byte[256];

    static {
        for (int octet = '!'; octet < 0x7f; octet++) {
            TOKEN[octet] = "\"(),/:;<=>?@[\\]{}".indexOf(octet) < 0;
        }
        for (int octet = ' '; octet < 256; octet++) {
            VALUE[octet] = octet != 0x7f;
        }
        VALUE[HTAB] = true;
        for (int octet = 0; octet < 256; octet++) {
            HEX[octet] = (byte) (octet < 0x80 ? Character.digit(octet, 16) : -1);
        }
    }

    private Octets() {}

    /// `tchar` of RFC 9110 section 5.6.2.
    static boolean isToken(int octet) {
        return TOKEN[octet & 0xff];
    }

    /// An octet of a field value or reason phrase: HTAB, SP, VCHAR or obs-text (RFC 9110 section 5.5).
    static boolean isValue(int octet) {
        return VALUE[octet & 0xff];
    }

    /// `OWS` of RFC 9110 section 5.6.3: SP or HTAB and nothing else. `String.trim` would also strip VT and FF.
    static boolean isWhitespace(int octet) {
        return octet == SP || octet == HTAB;
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /// The value of a hexadecimal digit, or -1. ASCII only, unlike `Character.digit`.
    static int hexDigit(int octet) {
        return HEX[octet & 0xff];
    }

    /// Whether a range equals a name, ignoring the case of ASCII letters and of no others.
    static boolean equalsIgnoreCase(byte[] octets, int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int difference = octets[from + i] ^ name.charAt(i);
            if (difference != 0 && (difference != CASE || !isLetter(name.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(int octet) {
        int lower = octet | CASE;
        return lower >= 'a' && lower <= 'z';
    }
}
