package wirebench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page's scripts and its style sheet. Their format is what Prettier makes of them, which comes as a jar and runs
/// inside this JVM.
@Tag("optimised") // the interpreter of JavaScript is much code to run without the second compiler
class PageFilesTest {
    private static final String PRETTIER = "/META-INF/resources/webjars/prettier/3.6.2/";
    private static final String APPLY = "mvn -pl reports -am test -Dspotless.goal=apply -Dtest=PageFilesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false";
    private static final String FORMAT = """
            (text, name, formatted, failed) => prettier
                .format(text, {
                    parser: name.endsWith(".css") ? "css" : "acorn",
                    plugins: Object.values(prettierPlugins),
                    printWidth: 120,
                    tabWidth: 4,
                })
                .then(formatted, (failure) => failed(String(failure)))
            """;

    @Test
    @Timeout(180) // JavaScript is interpreted here, which takes its time on a busy machine
    void everyScriptAndStyleSheetIsFormatted() throws IOException {
        boolean apply = "apply".equals(System.getProperty("spotless.goal"));
        var unformatted = new ArrayList<Path>();
        try (var scripts = prettier()) {
            for (Path file : files()) {
                var text = Files.readString(file);
                var formatted = formatted(scripts, file, text);
                if (!formatted.equals(text)) {
                    unformatted.add(file);
                }
                if (apply) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (!apply) {
            assertThat(unformatted)
                    .as("not formatted; to format them: " + APPLY)
                    .isEmpty();
        }
    }

    @Test
    void everyFileOfThePageIsInItsList() throws IOException {
        var listed = Stream.concat(Html.SCRIPTS.stream(), Stream.of(Html.STYLE)).toList();
        try (var files = Files.list(folder("main"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void styleAndScriptsNameNoAddress() throws IOException {
        try (var files = Files.list(folder("main"))) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                // "path://" is how ECharts is told that a symbol is drawn by strokes.
                assertThat(Files.readString(file).replace("path://", ""))
                        .doesNotContain("://", "@import", "url(", "fetch(", "XMLHttpRequest", "eval(");
            });
        }
    }

    private static List<Path> files() throws IOException {
        try (var ours = Files.list(folder("main"));
                var ofTests = Files.list(folder("test"))) {
            return Stream.concat(ours, ofTests).sorted().toList();
        }
    }

    private static Path folder(String kind) {
        return Path.of("src", kind, "resources/wirebench/reports/page");
    }

    private static Scripts prettier() {
        var scripts = new Scripts();
        for (String part : List.of("standalone", "plugins/acorn", "plugins/estree", "plugins/postcss")) {
            scripts.run(PRETTIER + part + ".js");
        }
        return scripts;
    }

    private static String formatted(Scripts scripts, Path file, String text) {
        var formatted = new CompletableFuture<String>();
        ProxyExecutable done = arguments -> formatted.complete(arguments[0].asString());
        ProxyExecutable failed =
                arguments -> formatted.completeExceptionally(new IOException(file + ": " + arguments[0].asString()));
        scripts.run("format", FORMAT).execute(text, file.toString(), done, failed);
        return formatted.join();
    }
}
