package wirebench.reports.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.Report;
import wirebench.reports.SyntheticResult;

class ReadingTest {
    @TempDir
    Path folder;

    @Test
    void aForkIsTheMeanOfItsIterations() throws Exception {
        var cell = only(result("B.c", "[[1, 3], [10, 20, 30]]"));
        assertThat(cell.score().forks()).containsExactly(2.0, 20.0);
    }

    @Test
    void numbersThatJsonCannotWriteAreRead() throws Exception {
        var cell = only(result("B.c", "[[1, \"NaN\"], [\"+INF\"], [\"-INF\"]]"));
        assertThat(cell.score().forks())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(cell.score().estimate().isNumber()).isFalse();
    }

    /// The forks of a cell are run one at a time, in blocks; each run of JMH appends a result of its own.
    @Test
    void resultsOfTheSameCellAreJoined() throws Exception {
        var cell = only(result("B.c", "[[1]]") + "," + result("B.c", "[[2], [3]]"));
        assertThat(cell.score().forks()).containsExactly(1.0, 2.0, 3.0);
    }

    /// JMH's profilers leave out what did not happen in a fork, such as the time of a collection.
    @Test
    void aForkOfWhichAProfilerSaysNothingIsPassedOver() throws Exception {
        String secondary = "\"secondaryMetrics\": {\"gc.time\": {\"scoreUnit\": \"ms\", \"rawData\": [[4], []]}, "
                + "\"gc.none\": {\"scoreUnit\": \"ms\", \"rawData\": [[], []]}}, ";
        var cell = only(result("B.c", "[[1], [2]]").replace("\"primaryMetric\"", secondary + "\"primaryMetric\""));
        assertThat(cell.secondary()).containsOnlyKeys("gc.time");
    }

    @Test
    void packageIsLeftOutOfTheName() throws Exception {
        assertThat(only(result("wirebench.jmh.wire.KeepAlive.exchange", "[[1]]"))
                        .id())
                .hasToString("KeepAlive.exchange");
    }

    @Test
    void parametersAreSortedByName() throws Exception {
        var cell =
                only(result("B.c", "[[1]]").replace("\"mode\"", "\"params\": {\"b\": \"2\", \"a\": \"1\"}, \"mode\""));
        assertThat(cell.id()).hasToString("B.c,a=1,b=2");
    }

    @Test
    void whatTheRunDidNotRecordIsSaidToBeMissing() throws Exception {
        only(result("B.c", "[[1]]"));
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/summary.md"))
                .content()
                .contains("| Kernel | not recorded |")
                .contains("The command is not recorded.")
                .contains("How quiet the machine was is not recorded.");
    }

    @Test
    void unknownKeysArePassedOver() throws Exception {
        only(result("B.c", "[[1]]"));
        Files.writeString(
                folder.resolve("run.json"), "{\"schema\": 1, \"suite\": \"quick\", \"later\": {\"more\": []}}");
        assertThat(Results.read(folder).run().suite()).hasValue("quick");
    }

    @Test
    void howOtherClientsWereSetUpIsShown() throws Exception {
        only(result("PeerExchange.exchange", "[[1]]"));
        Files.writeString(
                folder.resolve("run.json"),
                "{\"schema\": 1, \"settings\": [{\"cell\": \"PeerExchange.exchange,peer=p\", "
                        + "\"settings\": {\"pool\": \"8\", \"nodelay\": \"true\"}}]}");
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/summary.md"))
                .content()
                .contains("## Off-the-shelf clients", "## How was each client set up?")
                .contains("| PeerExchange.exchange,peer=p | nodelay: true; pool: 8 |");
    }

    @Test
    void histogramsOfAllForksAreAddedUp() throws Exception {
        SyntheticResult.write(folder, 3);
        assertThat(Results.read(folder).cells())
                .filteredOn(cell -> cell.latency().isPresent())
                .hasSize(30)
                .allSatisfy(cell ->
                        assertThat(cell.latency().orElseThrow().samples()).isEqualTo(36_000));
    }

    @Test
    void cellNameCannotLeadOutOfTheFolder() throws Exception {
        var outside = new CellId("../elsewhere", new TreeMap<>());
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(folder.resolve("histograms"));
        assertThat(HistogramLog.folder(folder.resolve("histograms"), outside)).isEmpty();
    }

    private Cell only(String results) throws IOException, ReportException {
        Files.writeString(folder.resolve("jmh-result.json"), "[" + results + "]");
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 1}");
        var cells = Results.read(folder).cells();
        assertThat(cells).hasSize(1);
        return cells.getFirst();
    }

    private static String result(String benchmark, String rawData) {
        return "{\"benchmark\": \"" + benchmark + "\", \"mode\": \"thrpt\", \"primaryMetric\": "
                + "{\"score\": 1, \"scoreError\": \"NaN\", \"scoreUnit\": \"ops/s\", \"rawData\": " + rawData + "}}";
    }
}
