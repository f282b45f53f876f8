package wirebench.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Octets as readable text: visible ASCII stands for itself, everything else for `\r`, `\n`, `\t`, `\\` or `\xNN`.
final class WireText {
    private WireText() {}

    static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("write U+%04X as an escape: %s".formatted((int) c, text));
            }
            if (c != '\\') {
                octets.write(c);
                at++;
            } else if (text.charAt(at + 1) == 'x') {
                octets.write(HexFormat.fromHexDigits(text, at + 2, at + 4));
                at += 4;
            } else {
                octets.write(named(text.charAt(at + 1)));
                at += 2;
            }
        }
        return octets.toByteArray();
    }

    /// The octets as a string of one character each, which is how the decoder makes strings.
    static String latin1(String text) {
        return new String(octets(text), StandardCharsets.ISO_8859_1);
    }

    /// Text for which [#latin1] gives these octets.
    static String shown(String octets) {
        StringBuilder text = new StringBuilder();
        octets.chars().forEach(octet -> {
            boolean visible = octet >= ' ' && octet <= '~' && octet != '\\';
            text.append(visible ? Character.toString(octet) : "\\x%02x".formatted(octet));
        });
        return text.toString();
    }

    private static char named(char letter) {
        return switch (letter) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("no such escape: \\" + letter);
        };
    }
}
