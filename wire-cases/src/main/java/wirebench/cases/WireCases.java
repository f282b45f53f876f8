package wirebench.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the cases out of Markdown documents: a heading, the reason if there is a choice, a `wire` block and an
/// `outcome` block each.
public final class WireCases {
    private static final Pattern CASE = Pattern.compile(
            "^## (?<id>\\S+): (?<sentence>[^\n]+)\n(?<prose>(?:(?!## ).*\n)*?)```wire\n(?<wire>(?:.*\n)*?)```\n"
                    + "\\s*```outcome\n(?<outcome>(?:.*\n)*?)```$",
            Pattern.MULTILINE);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|(.))");

    private static final List<WireCase> ALL = readAll();

    private WireCases() {}

    /// All cases of all documents, in the order of their names.
    public static List<WireCase> all() {
        return ALL;
    }

    private static List<WireCase> readAll() {
        try {
            URI directory = Objects.requireNonNull(WireCases.class.getResource("documents"), "no wire cases")
                    .toURI();
            if (!directory.getScheme().equals("jar")) {
                return readAll(Path.of(directory));
            }
            try (FileSystem jar = FileSystems.newFileSystem(directory, Map.of())) {
                return readAll(jar.provider().getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<WireCase> readAll(Path directory) throws IOException {
        List<WireCase> cases = new ArrayList<>();
        try (Stream<Path> documents = Files.list(directory)) {
            for (Path document : documents.sorted().toList()) {
                cases.addAll(read(document.getFileName().toString(), Files.readString(document)));
            }
        }
        Set<String> ids = new HashSet<>();
        for (WireCase read : cases) {
            if (!ids.add(read.id())) {
                throw new IllegalArgumentException("two cases are called " + read.id());
            }
        }
        return List.copyOf(cases);
    }

    /// The cases of one document.
    ///
    /// @param name for error messages
    /// @throws IllegalArgumentException if a heading is not followed by a whole case
    private static List<WireCase> read(String name, String markdown) {
        List<WireCase> cases = CASE.matcher(markdown)
                .results()
                .map(found -> new WireCase(
                        found.group("id"),
                        found.group("sentence"),
                        found.group("prose").strip(),
                        wire(found.group("id"), found.group("wire")),
                        outcome(found.group("outcome"))))
                .toList();
        long headings = markdown.lines().filter(line -> line.startsWith("## ")).count();
        if (cases.size() != headings) {
            throw new IllegalArgumentException(
                    name + " has " + headings + " headings, but " + cases.size() + " whole cases");
        }
        return cases;
    }

    /// Line breaks are for the reader. White space at either end of a line would be at an editor's mercy.
    private static String wire(String id, String block) {
        block.lines().filter(line -> !line.equals(line.strip())).findAny().ifPresent(_ -> {
            throw new IllegalArgumentException(id + " has a line with white space around it: write \\x20 or \\t");
        });
        return unescaped(block.replace("\n", ""));
    }

    private static Map<String, List<String>> outcome(String block) {
        Map<String, List<String>> outcome = new LinkedHashMap<>();
        block.lines().forEach(line -> {
            int colon = line.indexOf(':');
            outcome.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(unescaped(line.substring(colon + 1).strip()));
        });
        return outcome;
    }

    private static String unescaped(String text) {
        text.chars().filter(c -> c < ' ' || c > '~').findAny().ifPresent(c -> {
            throw new IllegalArgumentException("write U+%04X as an escape: %s".formatted(c, text));
        });
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(octet(escape.group(1), escape.group(2))));
    }

    private static String octet(String hexadecimal, String letter) {
        if (hexadecimal != null) {
            return String.valueOf((char) Integer.parseInt(hexadecimal, 16));
        }
        return switch (letter) {
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            case "\\" -> "\\";
            default -> throw new IllegalArgumentException("no such escape: \\" + letter);
        };
    }
}
