package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import wirebench.jmh.folder.RunFailure;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.Report;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;

class BlockRunJmhTest {
    private static final Arm SMALL = TestSuites.arm(TinyBenchmarks.class, "works", Map.of("size", "1"));
    private static final Arm LARGE = TestSuites.arm(TinyBenchmarks.class, "works", Map.of("size", "2"));

    private static final Surroundings WORLD = ThisMachine.read(CpuPlacement.NONE);

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
        assertThat(run.get("schema").asInt()).isEqualTo(2);
        assertThat(run.get("seed").asLong()).isEqualTo(42);
        assertThat(run.get("plannedResults").asInt()).isEqualTo(2);
        assertThat(run.get("environment").get("jvmFlags").toString())
                .contains("-Xmx64m")
                .doesNotContain("wirebench");
        assertThat(run.get("environment").get("vmFlags").toString()).contains("MaxHeapSize=" + (64 << 20));
        Fingerprint.read()
                .facts()
                .forEach((key, value) ->
                        assertThat(run.get("environment").get(key).asString()).isEqualTo(value));
        List<Fork> forks = Bundle.read(folder).forks();
        assertThat(forks).extracting(Fork::block).containsExactly(1, 1, 2, 2);
        assertThat(forks).extracting(Fork::origin).containsOnly(WORLD.origin("tiny"));
        JsonNode noise = json("forks/" + forks.getFirst().slot() + "/fork.json").get("noise");
        assertThat(noise.get("strayJvms").isArray()).isTrue();
        assertThat(noise.get("crossed").isArray()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.contains("TinyBenchmarks.works,size="));
        assertThat(folder.resolve("jmh.log")).content().contains("# Benchmark: wirebench.jmh.run.TinyBenchmarks.works");
    }

    @ParameterizedTest
    @CsvSource({"fails,size 2 does not work", "exits,exit code 3", "isMissing,No benchmarks to run"})
    void aLostForkEndsTheRunAndKeepsWhatWasMeasured(String method, String reason) throws Exception {
        Arm lost = TestSuites.arm(TinyBenchmarks.class, method, Map.of("size", "2"));
        Suite plan = plan(1, SMALL, lost);
        long seed = seedThatBeginsWith(plan, SMALL);
        assertThatThrownBy(() -> run(plan, seed))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(lost.name())
                .hasMessageContaining(reason)
                .hasMessageContaining("jmh.log");
        assertThat(json("jmh-result.json").size()).isEqualTo(1);
        assertThat(json("run.json").get("plannedResults").asInt()).isEqualTo(2);
        assertThat(json("run.json").get("notes").get(0).asString()).startsWith("The run failed:");
    }

    @Test
    void aBenchmarkSaysInTheForkThatItDoesNotCountAndTheRunHasAReportAllTheSame() throws Exception {
        run(plan(1, SMALL, TestSuites.arm(TinyBenchmarks.class, "misses", Map.of("size", "2"))));
        assertThat(json("jmh-result.json").size()).isEqualTo(1);
        assertThat(json("run.json").get("notes").get(0).asString()).contains("INVALID", "rate of 2 missed");
        assertThat(folder.resolve("forks")).isDirectoryContaining("glob:**.invalid-1-rate-of-2-missed");
        Report.read(folder).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/index.html")).content().contains("rate of 2 missed");
    }

    @Test
    void aRunOfWhichNoForkCountsIsInvalidAndSaysWhy() {
        Suite plan = plan(1, TestSuites.arm(TinyBenchmarks.class, "misses", Map.of("size", "2")));
        PlannedRun session = new PlannedRun(new RunFolder(folder), folder.resolve("report"), CpuPlacement.NONE, WORLD);
        assertThatThrownBy(() -> session.begin(plan(plan, 42)))
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.exitCode()).isEqualTo(10))
                .hasMessageStartingWith("INVALID: none of the 1 forks counts (")
                .hasMessageContaining("rate of 2 missed");
    }

    @Test
    void theIterationsThatWarmUpAreKeptAndWhetherTheForkBecameSteady() throws Exception {
        run(TestSuites.of("tiny", 1, 4, 2, Duration.ofMillis(50), SMALL), 42);
        Path fork = folder.resolve("forks/b01-01-" + SMALL.name() + "/fork.json");
        JsonNode record = JsonMapper.shared().readTree(Files.readString(fork));
        assertThat(record.get("warmup")).hasSize(4).allMatch(score -> score.asDouble() > 0);
        assertThat(record.get("metrics").get("jit.time").get("iterations")).hasSize(2);
        assertThat(record.get("metrics").get("score").get("iterations")).hasSize(2);
        assertThat(record.get("jvmArguments").toString()).contains("-Xmx").doesNotContain(folder.toString());
        JsonNode steady = record.get("steadyState");
        assertThat(steady.get("reached").asBoolean()).isEqualTo(steady.has("fromIteration"));
        assertThat(steady.get("reached").asBoolean()).isNotEqualTo(steady.has("reason"));
    }

    private void run(Suite suite) throws Exception {
        run(suite, 42);
    }

    private void run(Suite suite, long seed) throws Exception {
        Plan plan = plan(suite, seed);
        RunFolder results = new RunFolder(folder);
        BlockRun run = BlockRun.begin(plan, results, _ -> Optional.empty(), progress(), WORLD);
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

    private static Suite plan(int blocks, Arm... cells) {
        return TestSuites.of("tiny", blocks, 0, 1, Duration.ofMillis(50), cells);
    }

    private static Plan plan(Suite suite, long seed) {
        return Plans.of(suite, seed, "again", WORLD.origin("tiny"));
    }

    private static long seedThatBeginsWith(Suite plan, Arm first) {
        long seed = 0;
        while (!plan(plan, seed).order().getFirst().getFirst().equals(first.name())) {
            seed++;
        }
        return seed;
    }
}
