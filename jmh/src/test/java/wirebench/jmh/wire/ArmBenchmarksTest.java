package wirebench.jmh.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.PoolStrategy;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.measure.TimedWork;
import wirebench.jmh.profile.LatencyProfilerTest;
import wirebench.jmh.profile.WorkProfiler;
import wirebench.reports.files.CellId;

/// Each arm is opened, driven and closed once, in small.
class ArmBenchmarksTest {
    private static final int FEW = 200;
    private static final CellId CELL = CellId.of("wirebench.jmh.Arm.exchange", new TreeMap<>());

    static Stream<Arguments> arms() {
        return Stream.of("blocking", "nio", "virtual").flatMap(ArmBenchmarksTest::arms);
    }

    private static Stream<Arguments> arms(String client) {
        boolean threads = !client.equals("nio");
        Stream<Arguments> buffers = Arrays.stream(BufferStrategy.values())
                .filter(each -> threads || each != BufferStrategy.STREAM)
                .map(each -> arm(client, each.label(), () -> buffering(each.label())));
        Stream<Arguments> pools = Arrays.stream(PoolStrategy.values())
                .filter(each -> threads || List.of("dedicated", "lifo", "fifo").contains(each.label()))
                .filter(each -> each != PoolStrategy.NONE)
                .flatMap(each -> Stream.of(
                        arm(client, each.label() + " equal", () -> pooling(each.label(), "equal", "same")),
                        arm(client, each.label() + " of 2", () -> pooling(each.label(), "2", "same"))));
        Stream<Arguments> others = Stream.of(
                arm(client, "block", () -> waiting("block")),
                arm(client, "spin", () -> waiting("spin")),
                arm(client, "1 kB", () -> sizes("bytes-1024", false)),
                arm(client, "64 kB in chunks", () -> sizes("chunked-16x4096", false)),
                arm(client, "1 kB copied", () -> sizes("post-1024", false)),
                arm(client, "1 kB gathered", () -> sizes("post-1024", true)),
                arm(client, "delay", ArmBenchmarksTest::delay));
        Stream<Arguments> precautions = Arrays.stream(Precaution.values())
                .map(each -> arm(client, "precaution " + each.label(), () -> precautions(each.label())));
        Stream<Arguments> handedOver = threads
                ? Stream.of(arm(client, "handed over", () -> pooling("thread-affine", "equal", "other")))
                : Stream.empty();
        return Stream.of(buffers, pools, others, precautions, handedOver).flatMap(each -> each);
    }

    private static Arguments arm(String client, String name, Supplier<ArmBenchmark> benchmark) {
        return Arguments.of(client, name, benchmark);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("arms")
    void armGetsItsAnswersAndTellsWhatTheyTook(String client, String name, Supplier<ArmBenchmark> made)
            throws Exception {
        ArmBenchmark benchmark = made.get();
        benchmark.client = client;
        benchmark.server = "embedded";
        WorkProfiler profiler = new WorkProfiler();

        benchmark.open(CELL);
        benchmark.drive(FEW);
        profiler.beforeIteration(running(), parameters(IterationType.MEASUREMENT));
        benchmark.drive(FEW);
        benchmark.close(); // as JMH does within the last iteration; it compares the counts of both ends

        Map<String, Double> told = told(profiler);
        assertThat(told).as(name).containsKeys("calls.reads", "calls.writes", "connections.opened", "cpu.client");
        assertThat(told.get("calls.writes")).isGreaterThanOrEqualTo(1);
        assertThat(told.get("calls.reads")).isGreaterThanOrEqualTo(1);
        assertThat(told.get("connections.opened")).isBetween(0.0, 1.0);
        assertThat(told.get("client.loops")).isEqualTo(client.equals("nio") ? 1.0 : null);
        assertThat(told)
                .containsKeys("jit.time", "cost.gc", "cost.jit", "memory.direct", "memory.resident", "hiccup.max");
        assertThat(told.get("cost.user") + told.get("cost.system"))
                .as("of threads that have ended")
                .isPositive();
        assertThat(told.get("cost.switches.voluntary")).isPositive();
        assertThat(told.get("cost.switches.involuntary")).isNotNegative();
    }

    @Test
    void keptAliveExchangesAreOneCallEachWay() throws Exception {
        ArmBenchmark benchmark = pooling("lifo", "equal", "same");
        benchmark.client = "virtual";
        benchmark.server = "embedded";
        WorkProfiler profiler = new WorkProfiler();
        benchmark.open(CELL);
        benchmark.drive(FEW);
        profiler.beforeIteration(running(), parameters(IterationType.MEASUREMENT));
        benchmark.drive(FEW);
        assertThat(told(profiler)).containsEntry("calls.writes", 1.0);
        benchmark.close();
    }

    @Test
    void latencyIsAResponseTimeWhereSomeWaitForAConnection() throws Exception {
        for (String size : List.of("equal", "2")) {
            ArmBenchmark benchmark = pooling("lifo", size, "same");
            benchmark.client = "virtual";
            benchmark.server = "embedded";
            benchmark.open(CELL);
            assertThat(TimedWork.latencyIs()).isEqualTo(size.equals("equal") ? "latency" : "responseTime");
            benchmark.close();
        }
    }

    @Test
    void nothingIsHandedOverFromAnEventLoop() {
        ArmBenchmark benchmark = pooling("lifo", "equal", "other");
        benchmark.client = "nio";
        benchmark.server = "embedded";
        assertThatThrownBy(() -> benchmark.open(CELL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("release=same");
    }

    @ParameterizedTest
    @CsvSource({"parallelism-1", "poller-1", "poller-2"})
    void aSchedulerThatThisJvmDoesNotHaveIsRefused(String scheduler) {
        Waiting benchmark = waiting("block");
        benchmark.client = "virtual";
        benchmark.server = "embedded";
        benchmark.scheduler = scheduler;
        assertThatThrownBy(() -> benchmark.open(CELL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-jvmArgsAppend '-Djdk.");
    }

    @Test
    void unknownSchedulersAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> VirtualThreadScheduler.named("poller-9"))
                .hasMessageContaining("default, parallelism-1, poller-1, poller-2");
    }

    @Test
    void operationsAreWhatOneInvocationCarriesOut() {
        Delay delay = delay();
        delay.concurrency = 300;
        assertThat(operations(Delay.class) * delay.concurrency).isEqualTo(delay.batch());
        for (ArmBenchmark benchmark : List.of(buffering("stream"), pooling("lifo", "2", "same"), waiting("spin"))) {
            assertThat(operations(benchmark.getClass())).isEqualTo(benchmark.batch());
        }
        assertThat(operations(Sizes.class)).isEqualTo(new Sizes().batch());
    }

    private static int operations(Class<?> benchmark) {
        return benchmark.getAnnotation(OperationsPerInvocation.class).value();
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static Map<String, Double> told(WorkProfiler profiler) {
        Collection<? extends Result> results = profiler.afterIteration(
                running(),
                parameters(IterationType.MEASUREMENT),
                new IterationResult(running(), parameters(IterationType.MEASUREMENT), null));
        return results.stream().collect(Collectors.toMap(Result::getLabel, Result::getScore));
    }

    private static Buffering buffering(String buffers) {
        Buffering benchmark = new Buffering();
        benchmark.buffers = buffers;
        benchmark.octets = 4096;
        benchmark.concurrency = 4;
        benchmark.scenario = "plaintext";
        return benchmark;
    }

    private static Pooling pooling(String pool, String size, String release) {
        Pooling benchmark = new Pooling();
        benchmark.pool = pool;
        benchmark.size = size;
        benchmark.fair = true;
        benchmark.release = release;
        benchmark.concurrency = 4;
        benchmark.scenario = "plaintext";
        return benchmark;
    }

    private static Precautions precautions(String precaution) {
        Precautions benchmark = new Precautions();
        benchmark.precaution = precaution;
        benchmark.concurrency = 4;
        benchmark.scenario = "plaintext";
        return benchmark;
    }

    private static Waiting waiting(String waiting) {
        Waiting benchmark = new Waiting();
        benchmark.waiting = waiting;
        benchmark.scheduler = "default";
        benchmark.concurrency = 4;
        benchmark.scenario = "plaintext";
        return benchmark;
    }

    private static Sizes sizes(String scenario, boolean gathering) {
        Sizes benchmark = new Sizes();
        benchmark.scenario = scenario;
        benchmark.gathering = gathering;
        benchmark.concurrency = 4;
        return benchmark;
    }

    private static Delay delay() {
        Delay benchmark = new Delay();
        benchmark.scenario = "delay-1";
        benchmark.concurrency = 50;
        benchmark.octets = 4096;
        return benchmark;
    }

    private static IterationParams parameters(IterationType type) {
        return new IterationParams(type, 1, TimeValue.seconds(1), 1);
    }

    private static BenchmarkParams running() {
        return LatencyProfilerTest.RUNNING;
    }
}
