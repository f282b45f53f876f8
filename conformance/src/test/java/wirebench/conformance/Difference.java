package wirebench.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What one peer makes of some cases for one reason, as `differences.md` explains it. Immutable.
///
/// @param peer the peer's name
/// @param what it does
/// @param cases the ids of all cases in which this is seen
/// @param stance beside our choice
/// @param leadsTo what can become of it
/// @param why it does so
record Difference(String peer, String what, List<String> cases, String stance, String leadsTo, String why) {
    private static final Pattern EXPLAINED = Pattern.compile(
            "^## (?<peer>\\S+): (?<what>.+)\n\ncases: (?<cases>.+)\nstance: (?<stance>looser|on purpose|later|stricter)\n"
                    + "leads to: (?<leads>.+)\n\n(?<why>(?:(?!##).+\n)+)",
            Pattern.MULTILINE);

    /// All explanations, in the order of the document.
    static List<Difference> readAll() {
        String document = document();
        List<Difference> all =
                EXPLAINED.matcher(document).results().map(Difference::read).toList();
        long headings = document.lines().filter(line -> line.startsWith("## ")).count();
        if (all.size() != headings) {
            throw new IllegalArgumentException(headings + " headings, but " + all.size() + " whole explanations");
        }
        return all;
    }

    private static Difference read(MatchResult found) {
        return new Difference(
                found.group("peer"),
                found.group("what"),
                Arrays.asList(found.group("cases").split(" ", 0)),
                found.group("stance"),
                found.group("leads"),
                found.group("why").strip().replace('\n', ' '));
    }

    private static String document() {
        try (InputStream in = Difference.class.getResourceAsStream("differences.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
