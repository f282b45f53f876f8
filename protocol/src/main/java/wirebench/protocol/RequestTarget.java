package wirebench.protocol;

/// Which characters a path and a query may hold (RFC 3986 sections 3.3 and 3.4): `pchar`, `/` and `?`. Stateless.
///
/// What is not among them is refused and not encoded here, because only the caller knows whether it was meant
/// as data or has been encoded already.
public final class RequestTarget {
    /// `sub-delims` and the other characters of `pchar` that are neither letters nor digits, and `/` and `?`.
    private static final String SIGNS = "-._~!$&'()*+,;=:@/?";

    private RequestTarget() {}

    /// The first place that no path or query may have: a character that must be percent-encoded, or a `%`
    /// without two hexadecimal digits behind it.
    ///
    /// @param target a path, and a query if there is one
    /// @return its index; -1 if there is none
    public static int wrongAt(String target) {
        return wrongAt(target, "");
    }

    /// The same where more characters are allowed.
    static int wrongAt(String target, String more) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean fits = c == '%' ? isHex(target, i + 1) && isHex(target, i + 2) : isPlain(c) || more.indexOf(c) >= 0;
            if (!fits) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPlain(char c) {
        char lower = (char) (c | 0x20);
        return (lower >= 'a' && lower <= 'z') || Octets.isDigit(c) || SIGNS.indexOf(c) >= 0;
    }

    private static boolean isHex(String target, int index) {
        return index < target.length() && target.charAt(index) < 0x80 && Octets.hexDigit(target.charAt(index)) >= 0;
    }
}
