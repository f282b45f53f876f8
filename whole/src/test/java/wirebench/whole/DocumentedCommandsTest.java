package wirebench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each command that a document or an example of the help shows is understood as it stands there, by the launcher, and
/// with a Java first on the path that is too old for the program. It is not carried out: `--help` at its end makes the
/// program read all of its options, and then tell of them.
@Timeout(120)
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("(?:[A-Z_]+=\\S+ )?\\./wirebench (?<arguments>.*)");
    private static final Pattern EXAMPLE = Pattern.compile("\"  wirebench (?<arguments>[^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("'(?<quoted>[^']*)'|(?<plain>\\S+)");
    private static final Pattern REST = Pattern.compile("\\s+(#|\\||&|>).*");
    private static final Map<String, String> PLACES = Map.of("URL", "http://127.0.0.1:8080/plaintext", "PORT", "8080");

    /// What stands for a value in a document, and so cannot be read.
    private static final Pattern ELLIPSIS = Pattern.compile(".*(\\.\\.\\.|\\$).*");

    @ParameterizedTest
    @MethodSource
    void aDocumentedCommandIsUnderstood(String arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(ROOT.resolve("wirebench").toString()));
        words.addAll(words(arguments));
        String help = words.contains("jmh") ? "-h" : "--help";
        if (!words.contains(help)) {
            words.add(help);
        }
        ProcessBuilder command = new ProcessBuilder(words).redirectErrorStream(true);
        oldestJava()
                .ifPresent(old -> command.environment()
                        .merge("PATH", old.toString(), (path, first) -> first + File.pathSeparator + path));
        command.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        Process process = command.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
    }

    static List<String> aDocumentedCommandIsUnderstood() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path document : documents()) {
            boolean isCode = false;
            for (String line : Files.readAllLines(document)) {
                isCode ^= line.startsWith("```");
                Matcher command = COMMAND.matcher(line.strip());
                if (isCode && command.matches()) {
                    commands.add(command.group("arguments"));
                }
            }
        }
        try (Stream<Path> sources = Files.walk(ROOT.resolve("cli/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                EXAMPLE.matcher(Files.readString(source)).results().forEach(found -> commands.add(found.group(1)));
            }
        }
        List<String> distinct = commands.stream()
                .map(command -> REST.matcher(command).replaceFirst(""))
                .filter(command -> !ELLIPSIS.matcher(command).matches())
                .distinct()
                .toList();
        assertThat(distinct).hasSizeGreaterThan(20);
        return distinct;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> more = Files.list(ROOT.resolve("docs"))) {
            more.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    private static List<String> words(String arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(arguments);
        while (word.find()) {
            String plain = word.group("plain");
            words.add(plain == null ? word.group("quoted") : PLACES.getOrDefault(plain, plain));
        }
        return words;
    }

    /// A Java before 25, if the machine has one.
    private static Optional<Path> oldestJava() throws IOException {
        Path homes = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(homes)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(homes)) {
            return all.filter(home -> home.getFileName().toString().contains("17"))
                    .map(home -> home.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("java")))
                    .findFirst();
        }
    }
}
