package wirebench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No line of a comment ends after a few words amid a sentence. The formatter breaks a line that is too long and leaves
/// the next one as it is, so what remains must be wrapped by hand.
class CommentWrapTest {
    private static final int SHORT = 30;
    private static final Pattern TEXT = Pattern.compile("\\s*/// (?<text>\\S.*)");
    private static final Pattern CONTINUATION = Pattern.compile("\\s*/// [a-z].*");
    private static final Pattern FENCE = Pattern.compile("\\s*///\\s*```.*");

    @Test
    void noLineEndsAfterAFewWords() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(500);
        List<String> broken = new ArrayList<>();
        for (Path file : sources) {
            broken(Files.readAllLines(file)).forEach(line -> broken.add(file + ":" + line));
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            for (Path folder : folders.map(each -> each.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    @Test
    void aBrokenLineIsFound() {
        assertThat(broken(
                        List.of("/// A sentence that", "/// goes on.", "", "    /// A whole one.", "    /// Another.")))
                .containsExactly("1: A sentence that");
        assertThat(broken(List.of("/// ```", "/// a = b", "/// c = d", "/// ```", "/// Words", "", "/// words")))
                .isEmpty();
    }

    private static List<String> broken(List<String> lines) {
        List<String> broken = new ArrayList<>();
        boolean fenced = false;
        for (int i = 0; i < lines.size() - 1; i++) {
            var line = TEXT.matcher(lines.get(i));
            fenced ^= FENCE.matcher(lines.get(i)).matches();
            if (!fenced
                    && line.matches()
                    && line.group("text").length() < SHORT
                    && CONTINUATION.matcher(lines.get(i + 1)).matches()) {
                broken.add((i + 1) + ": " + line.group("text"));
            }
        }
        return broken;
    }
}
