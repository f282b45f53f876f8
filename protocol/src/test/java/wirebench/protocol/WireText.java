package wirebench.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import wirebench.cases.WireCase;

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

    /// Text for which [#octets] gives these octets, and which no editor changes, since it ends with no space.
    static String shown(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < octets.length; i++) {
            boolean last = i == octets.length - 1;
            text.append(octets[i] == ' ' && last ? "\\x20" : shown(octets[i]));
        }
        return text.toString();
    }

    private static String shown(byte octet) {
        return switch (octet) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> octet >= ' ' && octet <= '~' ? String.valueOf((char) octet) : "\\x%02x".formatted(octet);
        };
    }

    /// The fields that a case names by a key, none if it does not say.
    static List<Field> fields(WireCase wireCase, String key) {
        return wireCase.values(key).stream()
                .map(line -> line.split(":", 2))
                .map(parts -> new Field(parts[0], parts[1].startsWith(" ") ? parts[1].substring(1) : parts[1]))
                .toList();
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
