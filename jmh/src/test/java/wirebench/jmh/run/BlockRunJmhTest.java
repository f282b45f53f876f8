package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.jmh.experiment.Suite;
import wirebench.jmh.experiment.TestSuites;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.folder.RunFailure;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.Report;

class BlockRunJmhTest {
    private static final CellId SMALL = CellId.of(TinyBenchmarks.class, "works", Map.of("size", "1"));
    private static final CellId LARGE = CellId.of(TinyBenchmarks.class, "works", Map.of("size", "2"));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /// Or the test would wait for whoever measures on this machine; JMH reads it once.
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void forksOfAllBlocksBecomeOneResultForEachCell() throws Exception {
        run(plan(2, SMALL, LARGE));
        JsonNode results = json("jmh-result.json");
        assertThat(results.size()).isEqualTo(2);
        assertThat(results.get(0).get("params").get("size").asString()).isEqualTo("1");
        assertThat(results.get(1).get("params").get("size").asString()).isEqualTo("2");
        for (JsonNode result : results) {
            assertThat(result.get("benchmark").asString()).isEqualTo("wirebench.jmh.run.TinyBenchmarks.works");
            assertThat(result.get("forks").asInt()).isEqualTo(2);
            assertThat(result.get("primaryMetric").get("rawData").size()).isEqualTo(2);
            assertThat(result.get("secondaryMetrics").has("gc.alloc.rate.norm")).isTrue();
        }
        JsonNode run = json("run.json");
        assertThat(run.get("schema").asInt()).isEqualTo(1);
        assertThat(run.get("seed").asLong()).isEqualTo(42);
        assertThat(run.get("plannedResults").asInt()).isEqualTo(2);
        assertThat(run.get("order").size()).isEqualTo(4);
        assertThat(run.get("noise").size()).isEqualTo(4);
        assertThat(run.get("order").get(3).get("block").asInt()).isEqualTo(2);
        assertThat(run.get("environment").get("jvmFlags").toString())
                .contains("-Xmx64m")
                .doesNotContain("wirebench");
        assertThat(run.get("environment").get("vmFlags").toString()).contains("MaxHeapSize=" + (64 << 20));
        Fingerprint.read()
                .facts()
                .forEach((key, value) ->
                        assertThat(run.get("environment").get(key).asString()).isEqualTo(value));
        assertThat(run.get("noise").get(0).get("strayJvms").isArray()).isTrue();
        assertThat(run.get("noise").get(0).get("crossed").isArray()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.contains("TinyBenchmarks.works,size="));
        assertThat(folder.resolve("jmh.log")).content().contains("# Benchmark: wirebench.jmh.run.TinyBenchmarks.works");
    }

    @ParameterizedTest
    @CsvSource({"fails,size 2 does not work", "exits,exit code 3", "isMissing,No benchmarks to run"})
    void aLostForkEndsTheRunAndKeepsWhatWasMeasured(String method, String reason) throws Exception {
        CellId lost = CellId.of(TinyBenchmarks.class, method, Map.of("size", "2"));
        Suite plan = plan(1, SMALL, lost);
        long seed = seedThatBeginsWith(plan, SMALL);
        assertThatThrownBy(() -> run(plan, seed))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(lost.toString())
                .hasMessageContaining(reason)
                .hasMessageContaining("jmh.log");
        assertThat(json("jmh-result.json").size()).isEqualTo(1);
        assertThat(json("run.json").get("plannedResults").asInt()).isEqualTo(2);
        assertThat(json("run.json").get("notes").get(0).asString()).startsWith("The run failed:");
    }

    @Test
    void aBenchmarkSaysInTheForkThatItDoesNotCountAndTheRunHasAReportAllTheSame() throws Exception {
        run(plan(1, SMALL, CellId.of(TinyBenchmarks.class, "misses", Map.of("size", "2"))));
        assertThat(json("jmh-result.json").size()).isEqualTo(1);
        assertThat(json("run.json").get("notes").get(0).asString()).contains("INVALID", "rate of 2 missed");
        assertThat(folder.resolve("forks")).isDirectoryContaining("glob:**.invalid-1-rate-of-2-missed");
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/index.html")).content().contains("rate of 2 missed");
    }

    @Test
    void aRunOfWhichNoForkCountsIsInvalidAndSaysWhy() {
        Suite plan = plan(1, CellId.of(TinyBenchmarks.class, "misses", Map.of("size", "2")));
        PlannedRun session = new PlannedRun(new RunFolder(folder), folder.resolve("report"), CpuPlacement.NONE);
        assertThatThrownBy(() -> session.begin(RunPlan.of(plan, 42, "again")))
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.exitCode()).isEqualTo(10))
                .hasMessageStartingWith("INVALID: none of the 1 forks counts (")
                .hasMessageContaining("rate of 2 missed");
    }

    @Test
    void theIterationsThatWarmUpAreKeptAndWhetherTheForkBecameSteady() throws Exception {
        run(TestSuites.of("tiny", 1, 4, 2, Duration.ofMillis(50), SMALL), 42);
        Path fork = folder.resolve("forks/b01-01-" + SMALL + "/fork.json");
        JsonNode record = JsonMapper.shared().readTree(Files.readString(fork));
        assertThat(record.get("warmup")).hasSize(4).allMatch(score -> score.asDouble() > 0);
        assertThat(record.get("metrics").get("jit.time").get("iterations")).hasSize(2);
        assertThat(record.get("metrics").get("score").get("iterations")).hasSize(2);
        assertThat(record.get("jvmArguments").toString()).contains("-Xmx").doesNotContain(folder.toString());
        JsonNode steady = record.get("steadyState");
        assertThat(steady.get("reached").asBoolean()).isEqualTo(steady.has("fromIteration"));
        assertThat(steady.get("reached").asBoolean()).isNotEqualTo(steady.has("reason"));
    }

    @Test
    void fewerForksThanPlannedAreFound() {
        CellResults results = new CellResults(RunPlan.of(plan(1, SMALL), 42, "again"));
        assertThat(results.merged()).isEmpty();
        assertThatThrownBy(results::requireComplete)
                .isInstanceOf(RunFailure.class)
                .hasMessage("there are 0 results of TinyBenchmarks.works,size=1 where 1 were planned");
    }

    private void run(Suite suite) throws Exception {
        run(suite, 42);
    }

    private void run(Suite suite, long seed) throws Exception {
        RunPlan plan = RunPlan.of(suite, seed, "again");
        RunFolder results = new RunFolder(folder);
        BlockRun run = BlockRun.begin(plan, results, _ -> Optional.empty(), progress());
        try (PrintStream log = new PrintStream(Files.newOutputStream(results.log()), true, StandardCharsets.UTF_8)) {
            run.run(new JmhForks(plan.size(), CpuPlacement.NONE, log, results.log()));
        }
    }

    private Progress progress() {
        return new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false, 4);
    }

    private JsonNode json(String file) throws Exception {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
    }

    private static Suite plan(int blocks, CellId... cells) {
        return TestSuites.of("tiny", blocks, 0, 1, Duration.ofMillis(50), cells);
    }

    private static long seedThatBeginsWith(Suite plan, CellId first) {
        long seed = 0;
        while (!RunPlan.of(plan, seed, "again").order().getFirst().getFirst().equals(first.toString())) {
            seed++;
        }
        return seed;
    }
}
