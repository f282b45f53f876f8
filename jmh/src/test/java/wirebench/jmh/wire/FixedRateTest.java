package wirebench.jmh.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.measure.TimedRate;
import wirebench.jmh.profile.LatencyProfilerTest;
import wirebench.jmh.profile.RateProfiler;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

class FixedRateTest {
    private static final CellId CELL = CellId.of("wirebench.jmh.wire.FixedRate.exchange", new TreeMap<>());
    private static final BenchmarkParams RUNNING = LatencyProfilerTest.RUNNING;

    @TempDir
    private Path folder;

    private static FixedRate benchmark(String client, String arrivals, int rate, String scenario) {
        FixedRate benchmark = new FixedRate();
        benchmark.client = client;
        benchmark.rate = rate;
        benchmark.arrivals = arrivals;
        benchmark.seed = 1;
        benchmark.concurrency = 2;
        benchmark.scenario = scenario;
        benchmark.server = "embedded";
        return benchmark;
    }

    private static void iterate(FixedRate benchmark, int invocations) throws LoadException, InterruptedException {
        for (int i = 0; i < invocations; i++) {
            benchmark.exchange();
        }
        benchmark.endIteration();
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static Map<String, Double> told(RateProfiler profiler, IterationType type) {
        IterationParams parameters = new IterationParams(type, 1, TimeValue.seconds(1), 1);
        Collection<? extends Result> results =
                profiler.afterIteration(RUNNING, parameters, new IterationResult(RUNNING, parameters, null));
        return results.stream().collect(Collectors.toMap(Result::getLabel, Result::getScore));
    }

    @ParameterizedTest
    @CsvSource({"blocking, uniform", "nio, poisson", "virtual, uniform", "virtual, poisson"})
    void eachIterationTellsItsRateAndItsFourTimes(String client, String arrivals) throws Exception {
        RateProfiler profiler = new RateProfiler(Optional.of(new ForkFolder(folder)));
        FixedRate benchmark = benchmark(client, arrivals, 2000, "plaintext");
        benchmark.open(CELL);
        iterate(benchmark, 2);
        assertThat(told(profiler, IterationType.WARMUP)).isEmpty();
        iterate(benchmark, 2);
        Map<String, Double> told = told(profiler, IterationType.MEASUREMENT);
        iterate(benchmark, 1);
        benchmark.close(); // it compares the counts of both ends

        assertThat(told)
                .containsEntry("rate.target", 2000.0)
                .containsKeys("rate.achieved", "service.p50", "acquire.p50", "lag.p50", "response.p90", "response.max")
                .doesNotContainKeys("response.p99", "lag.p99.9"); // 200 exchanges are too few
        assertThat(told.get("rate.achieved")).isPositive().isLessThan(4000);
        assertThat(told.get("response.p50")).isPositive().isLessThanOrEqualTo(told.get("response.max"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString))
                    .anySatisfy(file -> assertThat(file).endsWith(".hgrm"));
        }
        assertThat(told(profiler, IterationType.MEASUREMENT))
                .as("the last iteration")
                .isNotEmpty();
        assertThat(told(profiler, IterationType.MEASUREMENT)).as("told once").isEmpty();
    }

    @Test
    void eachIterationDrawsItsOwnScheduleAndThoseOfTwoForksAreTheSame() throws Exception {
        for (int fork = 1; fork <= 2; fork++) {
            FixedRate benchmark = benchmark("nio", "poisson", 2000, "plaintext");
            benchmark.open(CELL);
            iterate(benchmark, 1);
            assertThat(TimedRate.take().orElseThrow().arrivals().seed()).isEqualTo(1);
            iterate(benchmark, 1);
            assertThat(TimedRate.take().orElseThrow().arrivals().seed()).isEqualTo(2);
            benchmark.close();
        }
    }

    @Test
    void anIterationThatIsNoMeasurementMakesTheForkInvalid() throws Exception {
        ForkFolder results = new ForkFolder(folder);
        RateProfiler profiler = new RateProfiler(Optional.of(results));
        FixedRate benchmark = benchmark("virtual", "uniform", 2000, "delay-10"); // 200 in a second
        benchmark.open(CELL);
        iterate(benchmark, 1);
        assertThat(told(profiler, IterationType.WARMUP)).isEmpty();
        assertThat(results.invalid()).isEmpty();
        iterate(benchmark, 1);
        assertThat(told(profiler, IterationType.MEASUREMENT)).isNotEmpty();
        benchmark.close();
        assertThat(results.invalid())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("the rate was not reached: "));
    }

    @Test
    void unknownArrivalsAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> benchmark("nio", "often", 1, "plaintext").open(CELL))
                .hasMessageContaining("uniform, poisson");
    }
}
