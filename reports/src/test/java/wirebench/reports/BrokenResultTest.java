package wirebench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.reports.files.Checksums;
import wirebench.reports.files.ReportException;

/// What is said of results that cannot be read: one line with the file, what is wrong, and what to do.
class BrokenResultTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeAResult() throws IOException {
        SyntheticResult.writeCodecsOnly(folder, 2);
    }

    @Test
    void aFolderThatIsNotThere() {
        refuses(folder.resolve("nowhere"), "nowhere", "is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.json", "run.json"})
    void aFileThatIsNotThere(String name) throws IOException {
        Files.delete(folder.resolve(name));
        refuses(folder, name, "is missing", "./wirebench bench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.json", "run.json"})
    void aFileThatWasCutShort(String name) throws IOException {
        var text = Files.readString(folder.resolve(name));
        Files.writeString(folder.resolve(name), text.substring(0, text.length() / 2));
        refuses(folder, name, "is not JSON at line 1");
    }

    @Test
    void aRunWithoutAForkThatCounts() throws IOException {
        try (var forks = Files.list(folder.resolve("forks"))) {
            for (Path fork : forks.toList()) {
                Files.move(fork, fork.resolveSibling(fork.getFileName() + ".invalid-1-steal"));
            }
        }
        refuses(folder, "forks", "holds no fork that counts", "--resume");
    }

    @Test
    void noFolderOfForks() throws IOException {
        Files.move(folder.resolve("forks"), folder.resolve("elsewhere"));
        refuses(folder, "forks", "is no folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                            | the file should be an object, but is []
            7                                             | the file should be an object, but is 7
            {}                                            | schema is missing
            {"schema": 2, "number": "x"}                  | number should be a whole number, but is "x"
            {"schema": 2, "number": 1, "block": 1}        | attempt is missing
            """)
    void aForkWithoutWhatEveryForkHas(String json, String complaint) throws IOException {
        fork(json);
        refuses(folder, "fork.json", complaint, "--resume");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | has no metric score
            {"score": {"unit": "ops/s"}}                              | metrics.score.iterations is missing
            {"score": {"unit": "ops/s", "iterations": []}}            | has no metric score
            {"score": {"unit": "ops/s", "iterations": ["x"]}}         | iterations[0] should be a number, but is "x"
            {"score": {"iterations": [1]}}                            | metrics.score.unit is missing
            """)
    void aMetricWithoutItsData(String metrics, String complaint) throws IOException {
        for (int block = 1; block <= 2; block++) {
            var file = SyntheticResult.forkFolder(folder, block, 1).resolve("fork.json");
            var text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("\"metrics\":\\{.*?\\}\\}", "\"metrics\":" + metrics));
            Checksums.write(file.getParent());
        }
        refuses(folder, "fork.json", complaint, "--resume");
    }

    @Test
    void aSchemaOfAnotherTime() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 1}");
        refuses(folder, "run.json", "has schema 1 where this program reads schema 2");
    }

    @Test
    void aForkOfAnotherTime() throws IOException {
        fork("{\"schema\": 1}");
        refuses(folder, "fork.json", "has schema 1 where this program reads schema 2");
    }

    @Test
    void countsWithoutTheirCell() throws IOException {
        Files.writeString(
                folder.resolve("run.json"),
                "{\"schema\": 2, \"reconciliation\": [{\"clientExchanges\": 1, \"serverExchanges\": 1}]}");
        refuses(folder, "run.json", "reconciliation[0].cell is missing");
    }

    /// The library's own reader would take the damaged line for the end of the log.
    @Test
    void aHistogramLogWithADamagedLine() throws IOException {
        SyntheticResult.write(folder, 1);
        var log = SyntheticResult.forkFolder(folder, 1, 1).resolve("histograms/KeepAlive.exchange/fork-1001-42.hlog");
        var lines = Files.readAllLines(log);
        var last = lines.removeLast();
        lines.add(last.substring(0, last.length() - 40));
        Files.write(log, lines);
        Checksums.write(SyntheticResult.forkFolder(folder, 1, 1));
        refuses(folder, "fork-1001-42.hlog", "line " + lines.size() + " holds no histogram");
    }

    @Test
    void nothingIsWrittenWhenTheTargetCannotBeAFolder() throws Exception {
        var file = Files.writeString(folder.resolve("taken"), "by a file");
        var report = Report.read(folder);
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> report.writeTo(file))
                .withMessageContaining("cannot be written to");
        assertThat(file).hasContent("by a file");
    }

    /// The page is the last to get its name: when it cannot, no temporary file stays behind either.
    @Test
    void noTemporaryFileIsLeftBehind() throws Exception {
        var target = folder.resolve("report");
        Files.createDirectories(target.resolve("index.html/in-the-way"));
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> Report.read(folder).writeTo(target));
        try (var files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.html", "summary.md", "summary.csv");
        }
    }

    private void fork(String json) throws IOException {
        Files.writeString(SyntheticResult.forkFolder(folder, 1, 1).resolve("fork.json"), json);
    }

    private static void refuses(Path folder, String file, String... words) {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> Report.read(folder))
                .satisfies(e -> {
                    assertThat(e.file().getFileName()).hasToString(file);
                    assertThat(e.getMessage()).hasLineCount(1).contains(List.of(words));
                });
    }
}
