import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops the build with advice when no JDK fits, before the toolchain plugin stops it without any.
 *
 * <p>Arguments: the range of versions as Maven writes it, such as {@code [25,)}, then the toolchain files to read. It looks
 * where maven-toolchains-plugin looks. The build starts this file as source with the Java that Maven runs on, so this is
 * Java 17.
 */
final class JdkSearch {
    private static final List<String> BELOW_HOME = List.of(
            ".jdks", ".m2/jdks", ".sdkman/candidates/java", ".gradle/jdks", ".jenv/versions", ".jbang/cache/jdks",
            ".asdf/installs/java", ".jabba/jdk", ".local/share/mise/installs/java");
    private static final List<String> BELOW_ROOT = List.of(
            "/usr/java", "/usr/jdk", "/usr/local/java", "/opt/java", "/opt/hostedtoolcache", "/usr/lib/jvm",
            "/usr/lib64/jvm", "/Library/Java/JavaVirtualMachines");
    private static final Pattern JDK_HOME = Pattern.compile("<jdkHome>\\s*(.*?)\\s*</jdkHome>");
    private static final Pattern RELEASE = Pattern.compile("^JAVA_VERSION=\"?([^\"\\s]+)", Pattern.MULTILINE);

    private final Map<Path, String> versions = new TreeMap<>();
    private final List<Path> broken = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        Range range = Range.parse(args[0]);
        JdkSearch search = new JdkSearch();
        search.look(Stream.of(args).skip(1).map(Path::of).toList());
        boolean found = search.versions.values().stream().anyMatch(range::contains);
        search.broken.forEach(home -> System.err.println("[WARNING] " + home + " looks like a JDK, but its java does not"
                + " run. The search for toolchains gives up at such a folder: repair or remove it."));
        if (!found) {
            System.err.print(search.advice(range));
            System.exit(1);
        }
    }

    private void look(List<Path> toolchainFiles) throws IOException {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((name, value) -> {
            if (name.matches("JAVA.*_HOME") && !value.isBlank()) {
                homes.add(Path.of(value));
            }
        });
        for (Path file : toolchainFiles) {
            if (Files.isReadable(file)) {
                JDK_HOME.matcher(Files.readString(file)).results().forEach(hit -> homes.add(Path.of(hit.group(1))));
            }
        }
        parents().forEach(parent -> homes.addAll(children(parent)));
        for (Path home : homes) {
            examine(home);
            examine(home.resolve("Contents/Home"));
        }
    }

    private static List<Path> parents() {
        Path userHome = Path.of(System.getProperty("user.home"));
        return Stream.concat(BELOW_HOME.stream().map(userHome::resolve), BELOW_ROOT.stream().map(Path::of)).toList();
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException absentOrUnreadable) {
            return List.of();
        }
    }

    private void examine(Path home) throws IOException {
        if (!Stream.of("javac", "javac.exe").anyMatch(javac -> Files.isExecutable(home.resolve("bin/" + javac)))) {
            return;
        }
        Path real = home.toRealPath();
        if (!versions.containsKey(real) && !broken.contains(real)) {
            version(real).ifPresentOrElse(version -> versions.put(real, version), () -> broken.add(real));
        }
    }

    /** From the release file, which every JDK since 8 has; a JDK without one is asked. */
    private static Optional<String> version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (Files.isReadable(release)) {
            var hit = RELEASE.matcher(Files.readString(release));
            if (hit.find()) {
                return Optional.of(hit.group(1));
            }
        }
        return askedVersion(home);
    }

    private static Optional<String> askedVersion(Path home) {
        try {
            Process java = new ProcessBuilder(home.resolve("bin/java").toString(), "-XshowSettings:properties", "-version")
                    .redirectErrorStream(true)
                    .start();
            java.getOutputStream().close();
            String answer = new String(java.getInputStream().readAllBytes());
            var hit = Pattern.compile("java\\.version = (\\S+)").matcher(answer);
            return java.waitFor() == 0 && hit.find() ? Optional.of(hit.group(1)) : Optional.empty();
        } catch (IOException doesNotRun) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String advice(Range range) {
        String text = """

                No JDK %s was found, and the build needs one. Maven itself may go on running on Java %s.
                Do one of these, then run the build again:
                  - unpack a JDK, such as Temurin from https://adoptium.net, into a folder of its own in ~/.jdks or /usr/lib/jvm
                  - with SDKMAN: choose one in the output of "sdk list java", then "sdk install java IDENTIFIER"
                  - if you have one in another place: export JAVA25_HOME=/path/to/jdk (any JAVA..._HOME will do)
                  - or name it in ~/.m2/toolchains.xml: https://maven.apache.org/guides/mini/guide-using-toolchains.html
                Found: %s
                Looked at: the Java that Maven runs on, JAVA..._HOME, toolchains.xml, and the folders in
                  %s

                """
                .formatted(range, Runtime.version().feature(), found(), joined(parents().stream()));
        return text.lines().map(line -> "[ERROR] " + line + System.lineSeparator()).collect(Collectors.joining());
    }

    private String found() {
        return versions.isEmpty()
                ? "none"
                : joined(versions.entrySet().stream().map(jdk -> jdk.getValue() + " in " + jdk.getKey()));
    }

    private static String joined(Stream<?> parts) {
        return parts.map(Object::toString).collect(Collectors.joining(", "));
    }

    /** A range of versions in Maven's notation; a bare version means exactly that one. */
    private record Range(String text, String low, boolean lowIncluded, String high, boolean highIncluded) {
        static Range parse(String text) {
            String range = text.strip();
            if (!range.matches("[\\[(][^,]*,[^,]*[\\])]")) {
                String only = range.replaceAll("[\\[\\]()]", "");
                return new Range(range, only, true, only, true);
            }
            int comma = range.indexOf(',');
            return new Range(
                    range,
                    range.substring(1, comma).strip(),
                    range.startsWith("["),
                    range.substring(comma + 1, range.length() - 1).strip(),
                    range.endsWith("]"));
        }

        boolean contains(String version) {
            return (low.isEmpty() || compare(version, low) >= (lowIncluded ? 0 : 1))
                    && (high.isEmpty() || compare(version, high) <= (highIncluded ? 0 : -1));
        }

        private static int compare(String left, String right) {
            List<Integer> a = numbers(left);
            List<Integer> b = numbers(right);
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                int order = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private static List<Integer> numbers(String version) {
            return Pattern.compile("\\d+").matcher(version).results().map(hit -> Integer.valueOf(hit.group())).toList();
        }

        @Override
        public String toString() {
            boolean open = lowIncluded && high.isEmpty();
            return open ? low + " or newer" : text;
        }
    }
}
