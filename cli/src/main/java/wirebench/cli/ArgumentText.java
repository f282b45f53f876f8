package wirebench.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of this process as UTF-8, whatever its locale says. Stateless.
///
/// The JDK reads them in the locale's encoding, and puts U+FFFD where that has no character for an octet: in the C
/// locale for every octet beyond ASCII, which would be sent as three others. So the octets are read where the
/// kernel keeps them.
final class ArgumentText {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\ufffd';

    private ArgumentText() {}

    /// The arguments as they were given.
    ///
    /// @param decoded as the JDK has read them
    /// @throws Misuse if one is not UTF-8
    static String[] asGiven(String... decoded) {
        boolean utf8 = StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"));
        return asGiven(utf8, decoded, commandLine());
    }

    /// @param utf8 whether they were read as UTF-8
    /// @param octets of all arguments of the process, each with a NUL behind it; null if nobody tells
    static String[] asGiven(boolean utf8, String[] decoded, byte @Nullable [] octets) {
        if (List.of(decoded).stream().allMatch(text -> isClear(text, utf8))) {
            return decoded;
        }
        List<byte[]> given = octets == null ? List.of() : split(octets);
        int before = given.size() - decoded.length; // the JVM's own
        String[] text = decoded.clone();
        for (int i = 0; i < decoded.length; i++) {
            if (before >= 0) {
                text[i] = utf8(given.get(before + i), i + 1);
            } else if (decoded[i].indexOf(REPLACEMENT) >= 0) {
                throw notUtf8(i + 1);
            }
        }
        return text;
    }

    private static boolean isClear(String text, boolean utf8) {
        return text.chars().allMatch(c -> utf8 ? c != REPLACEMENT : c < 0x80);
    }

    private static byte @Nullable [] commandLine() {
        try {
            return Files.readAllBytes(COMMAND_LINE);
        } catch (IOException e) {
            return null; // another system, or one that does not show it
        }
    }

    private static List<byte[]> split(byte[] octets) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == 0) {
                parts.add(Arrays.copyOfRange(octets, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static String utf8(byte[] octets, int number) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(number);
        }
    }

    private static Misuse notUtf8(int number) {
        return new Misuse("argument " + number + " is not UTF-8; what is not can be sent from a file: -d @FILE");
    }
}
