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
    @ValueSource(strings = {"jmh-result.json", "run.json"})
    void aFileThatIsNotThere(String name) throws IOException {
        Files.delete(folder.resolve(name));
        refuses(folder, name, "is missing", "mvn verify -Pbench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmh-result.json", "run.json"})
    void aFileThatWasCutShort(String name) throws IOException {
        var text = Files.readString(folder.resolve(name));
        Files.writeString(folder.resolve(name), text.substring(0, text.length() / 2));
        refuses(folder, name, "is not JSON at line 1");
    }

    @Test
    void anEmptyListOfResults() throws IOException {
        jmh("[]");
        refuses(folder, "jmh-result.json", "holds no result");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | the file should be an array, but is {}
            [7]                                           | [0] should be an object, but is 7
            [{}]                                          | [0].benchmark is missing
            [{"benchmark": 3}]                            | [0].benchmark should be a string, but is 3
            [{"benchmark": "a.B.c"}]                      | [0].mode is missing
            [{"benchmark": "a.B.c", "mode": "thrpt"}]     | [0].primaryMetric is missing
            """)
    void aResultWithoutWhatEveryResultHas(String json, String complaint) throws IOException {
        jmh(json);
        refuses(folder, "jmh-result.json", complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scoreUnit": "ops/s"}                          | [0].primaryMetric.rawData is missing
            {"scoreUnit": "ops/s", "rawData": []}           | [0].primaryMetric.rawData holds no fork
            {"scoreUnit": "ops/s", "rawData": [[1], []]}    | [0].primaryMetric.rawData[1] holds no iteration
            {"scoreUnit": "ops/s", "rawData": [["x"]]}      | rawData[0][0] should be a number, but is "x"
            """)
    void aMetricWithoutItsData(String metric, String complaint) throws IOException {
        jmh("[{\"benchmark\": \"a.B.c\", \"mode\": \"thrpt\", \"primaryMetric\": " + metric + "}]");
        refuses(folder, "jmh-result.json", complaint);
    }

    @Test
    void aSchemaOfAnotherTime() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 2}");
        refuses(folder, "run.json", "has schema 2 where this program reads schema 1");
    }

    @Test
    void noiseWithoutItsCell() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 1, \"noise\": [{\"block\": 1}]}");
        refuses(folder, "run.json", "noise[0].cell is missing");
    }

    /// The library's own reader would take the damaged line for the end of the log.
    @Test
    void aHistogramLogWithADamagedLine() throws IOException {
        SyntheticResult.write(folder, 1);
        var cell = "KeepAlive.exchange,client=nio,concurrency=64,scenario=plaintext,server=child";
        var log = folder.resolve("histograms").resolve(cell).resolve("fork-1001-42.hlog");
        var lines = Files.readAllLines(log);
        var last = lines.removeLast();
        lines.add(last.substring(0, last.length() - 40));
        Files.write(log, lines);
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

    private void jmh(String json) throws IOException {
        Files.writeString(folder.resolve("jmh-result.json"), json);
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
