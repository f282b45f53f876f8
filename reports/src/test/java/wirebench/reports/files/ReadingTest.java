package wirebench.reports.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.Report;
import wirebench.reports.SyntheticResult;

class ReadingTest {
    private static final String ORIGIN = JsonMapper.shared().writeValueAsString(SyntheticBundle.ORIGIN);

    @TempDir
    Path folder;

    @Test
    void aForkIsTheMeanOfItsIterations() throws Exception {
        var cell = only("B.c", "[1, 3]", "[10, 20, 30]");
        assertThat(cell.score().forks()).containsExactly(Map.entry(1, 2.0), Map.entry(2, 20.0));
    }

    @Test
    void numbersThatJsonCannotWriteAreRead() throws Exception {
        var cell = only("B.c", "[1, \"NaN\"]", "[\"Infinity\"]", "[\"-Infinity\"]");
        assertThat(cell.score().forks().values())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(cell.score().estimate().isNumber()).isFalse();
    }

    /// JMH's profilers leave out what did not happen in a fork, such as the time of a collection.
    @Test
    void aForkOfWhichAProfilerSaysNothingIsPassedOver() throws Exception {
        plan(2, arm("B.c", "{}"));
        fork(1, 1, "B.c", 0.1, score("[1]") + ", \"gc.none\": {\"unit\": \"ms\", \"iterations\": []}");
        fork(2, 2, "B.c", 0.1, score("[2]") + ", \"gc.time\": {\"unit\": \"ms\", \"iterations\": [4]}");
        var cell = only();
        assertThat(cell.secondary()).containsOnlyKeys("gc.time");
        assertThat(cell.secondary("gc.time").orElseThrow().forks()).containsExactly(Map.entry(2, 4.0));
    }

    /// After the fork of a block was removed and run again, it comes last in JMH's file. It belongs to its block.
    @Test
    void aForkThatWasRunAgainStaysInItsBlock() throws Exception {
        var parameters = "{\"client\": \"nio\", \"concurrency\": \"8\"}";
        plan(3, arm("Floor.exchange", parameters), arm("KeepAlive.exchange", parameters));
        for (int block : List.of(2, 3, 1)) {
            fork(2 * block - 1, block, "Floor.exchange", 0.1, score("[" + 100 * block + "]"));
            fork(2 * block, block, "KeepAlive.exchange", block == 1 ? 9.5 : 0.1, score("[" + 50 * block + "]"));
        }
        Files.writeString(
                folder.resolve("jmh-result.json"),
                "[" + jmhResult("Floor.exchange", "[[100], [200], [300]]") + ", "
                        + jmhResult("KeepAlive.exchange", "[[100], [150], [50]]") + "]");
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 2}");
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/summary.csv"))
                .content()
                .containsPattern("ratio to floor,,3,0\\.5,0\\.[45]\\d*,0\\.[45]\\d*,0\\.5 0\\.5 0\\.5");
        assertThat(folder.resolve("report/index.html"))
                .content()
                .contains("\"forks\":[50.0,100.0,150.0],\"disturbed\":[true,false,false]");
    }

    private static String jmhResult(String benchmark, String rawData) {
        return "{\"benchmark\": \"" + benchmark + "\", \"mode\": \"thrpt\", \"params\": {\"client\": \"nio\","
                + " \"concurrency\": \"8\"}, \"primaryMetric\": {\"score\": 1, \"scoreError\": \"NaN\","
                + " \"scoreUnit\": \"ops/s\", \"rawData\": " + rawData + "}}";
    }

    /// What JMH made of the forks is for other programs.
    @Test
    void whatIsDerivedFromTheForksIsNotRead() throws Exception {
        only("B.c", "[1]");
        Files.writeString(folder.resolve("jmh-result.json"), "{");
        assertThat(Results.read(folder).cells()).hasSize(1);
    }

    @Test
    void packageIsLeftOutOfTheName() throws Exception {
        assertThat(only("wirebench.jmh.wire.KeepAlive.exchange", "[1]").id()).hasToString("KeepAlive.exchange");
    }

    @Test
    void parametersAreSortedByName() throws Exception {
        plan(1, arm("B.c", "{\"b\": \"2\", \"a\": \"1\"}"));
        fork(1, 1, "B.c", 0.1, score("[1]"));
        var cell = only();
        assertThat(cell.id()).hasToString("B.c,a=1,b=2");
    }

    @Test
    void whatTheRunDidNotRecordIsSaidToBeMissing() throws Exception {
        only("B.c", "[1]");
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/summary.md"))
                .content()
                .contains("| Kernel | not recorded |")
                .contains("The command is not recorded.")
                .contains("How quiet the machine was is not recorded.");
    }

    @Test
    void unknownKeysArePassedOver() throws Exception {
        only("B.c", "[1]");
        Files.writeString(
                folder.resolve("run.json"), "{\"schema\": 2, \"suite\": \"quick\", \"later\": {\"more\": []}}");
        assertThat(Results.read(folder).run().suite()).hasValue("quick");
    }

    @Test
    void howOtherClientsWereSetUpIsShown() throws Exception {
        only("PeerExchange.exchange", "[1]");
        Files.writeString(
                folder.resolve("run.json"),
                "{\"schema\": 2, \"settings\": [{\"cell\": \"PeerExchange.exchange,peer=p\", "
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

    private Cell only(String benchmark, String... forks) throws IOException, ReportException {
        plan(forks.length, arm(benchmark, "{}"));
        for (int i = 0; i < forks.length; i++) {
            fork(i + 1, i + 1, benchmark, Double.NaN, score(forks[i]));
        }
        return only();
    }

    private Cell only() throws IOException, ReportException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 2}");
        var cells = Results.read(folder).cells();
        assertThat(cells).hasSize(1);
        return cells.getFirst();
    }

    /// A plan in which each block has these arms, in their order.
    private void plan(int blocks, String... arms) throws IOException {
        var names = Stream.of(arms)
                .map(arm -> arm.replaceFirst(".*?: (\".*?\").*", "$1"))
                .toList();
        Files.writeString(
                folder.resolve("plan.json"),
                "{\"schema\": 2, \"origin\": " + ORIGIN + ", \"name\": \"s\", \"seed\": 1, \"reruns\": 0,"
                        + " \"command\": \"c\", \"size\": "
                        + JsonMapper.shared().writeValueAsString(SyntheticBundle.SIZE)
                        + ", \"order\": " + Collections.nCopies(blocks, names) + ", \"arms\": "
                        + List.of(arms) + "}");
    }

    private static String arm(String benchmark, String parameters) {
        return "{\"name\": \"" + benchmark + "\", \"benchmark\": \"" + benchmark + "\", \"parameters\": " + parameters
                + ", \"jvmArguments\": []}";
    }

    private void fork(int number, int block, String arm, double steal, String metrics) throws IOException {
        var own = folder.resolve("forks").resolve(new Slot(number, block, arm).toString());
        Files.createDirectories(own);
        Files.writeString(
                own.resolve("fork.json"),
                "{\"schema\": 2, \"origin\": " + ORIGIN + ", \"number\": " + number + ", \"block\": " + block
                        + ", \"arm\": \"" + arm + "\", \"cell\": \"" + cell(arm)
                        + "\", \"attempt\": 1, \"startedAt\": \"1970-01-01T00:00:00Z\", \"finishedAt\":"
                        + " \"1970-01-01T00:00:10Z\", \"noise\": {"
                        + (Double.isNaN(steal) ? "" : "\"stealPercent\": " + steal) + "}, \"metrics\": {"
                        + metrics + "}}");
        Checksums.write(own);
    }

    private String cell(String arm) throws IOException {
        var plan = Files.readString(folder.resolve("plan.json"));
        return arm + (plan.contains("concurrency") ? ",client=nio,concurrency=8" : "");
    }

    private static String score(String iterations) {
        return "\"score\": {\"unit\": \"ops/s\", \"iterations\": " + iterations + "}";
    }
}
