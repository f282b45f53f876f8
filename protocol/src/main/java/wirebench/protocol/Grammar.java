package wirebench.protocol;

/// Checks what a caller wants to send, character by character, before an octet is written.
final class Grammar {
    private Grammar() {}

    static String requireToken(String what, String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c > 0x7f || !Octets.isToken(c)) {
                throw new IllegalArgumentException(
                        "the " + what + " " + quote(token) + " is not a token: " + place(c, i));
            }
        }
        return token;
    }

    static String requireValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 0xff || !Octets.isValue(c)) {
                throw new IllegalArgumentException(
                        "the value of field " + quote(name) + " must not hold " + place(c, i));
            }
        }
        if (!value.isEmpty() && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))) {
            throw new IllegalArgumentException("the value of field " + quote(name) + " has white space around it");
        }
        return value;
    }

    /// A request target (RFC 9112 section 3.2); a fragment is never sent. Brackets are for the authority that
    /// CONNECT names.
    static String requireTarget(String method, String target) {
        if (target.isEmpty()) {
            throw new IllegalArgumentException("the request target is empty");
        }
        int wrong = RequestTarget.wrongAt(target, method.equals("CONNECT") ? "[]" : "");
        if (wrong >= 0) {
            throw new IllegalArgumentException("the request target must not hold " + place(target.charAt(wrong), wrong)
                    + " unless it is percent-encoded (RFC 3986)");
        }
        return target;
    }

    /// `uri-host [ ":" port ]` of RFC 9110 section 7.2, by the characters that may occur in one.
    static String requireHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (!isHost(host.charAt(i))) {
                throw new IllegalArgumentException("the host must not hold " + place(host.charAt(i), i));
            }
        }
        return host;
    }

    static boolean isHost(String host) {
        return host.chars().allMatch(Grammar::isHost);
    }

    private static boolean isHost(int c) {
        return c > ' ' && c < 0x7f && "\"#/<>?@\\^`{|}".indexOf(c) < 0;
    }

    private static boolean isBlank(char c) {
        return Octets.isWhitespace(c);
    }

    private static String place(char c, int index) {
        String shown = c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
        return shown + " at index " + index;
    }

    /// Shows text from outside without letting its control characters reach a terminal.
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return quoted.append('\'').toString();
    }
}
