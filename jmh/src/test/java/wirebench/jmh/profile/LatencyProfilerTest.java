package wirebench.jmh.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import wirebench.jmh.experiment.TestSuites;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.jmh.wire.KeepAlive;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;

public class LatencyProfilerTest {
    private static final CellId CELL = TestSuites.cell(KeepAlive.class, "exchange", Map.of("client", "virtual"));
    public static final BenchmarkParams RUNNING = running();

    @TempDir
    private Path folder;

    @Test
    void percentilesWithEnoughSamplesBecomeMetricsAndFiles() throws Exception {
        LatencyProfiler profiler = new LatencyProfiler("dir=" + folder);
        WireParameters parameters = new WireParameters("virtual", 2, "plaintext", "embedded");
        try (WireMeasurement measurement = WireMeasurement.ofClient(CELL, parameters, Fields.NONE)) {
            measurement.drive(300); // belongs to no iteration
            assertThat(iteration(profiler, measurement, IterationType.WARMUP, 200))
                    .isEmpty();
            assertThat(iteration(profiler, measurement, IterationType.MEASUREMENT, 1000))
                    .extracting(result -> result.getLabel())
                    .containsExactly("latency.p50", "latency.p90", "latency.p99", "latency.max");
            assertThat(iteration(profiler, measurement, IterationType.MEASUREMENT, 50))
                    .allSatisfy(result -> {
                        assertThat(result.getScoreUnit()).isEqualTo("us");
                        assertThat(result.getScore()).isPositive();
                    })
                    .extracting(result -> result.getLabel())
                    .containsExactly("latency.p50", "latency.max");
        }
        assertThat(file(".hlog")).content().doesNotContain("Tag=");
        assertThat(histograms(file(".hlog")))
                .extracting(Histogram::getTotalCount)
                .containsExactly(1000L, 50L);
        assertThat(file(".hgrm")).content().contains("#[Mean").contains("Total count    =         1050]");
    }

    @Test
    void benchmarksWithoutExchangesGetNothing() {
        LatencyProfiler profiler = new LatencyProfiler("dir=" + folder);
        profiler.beforeIteration(RUNNING, parameters(IterationType.MEASUREMENT));
        assertThat(profiler.afterIteration(RUNNING, parameters(IterationType.MEASUREMENT), nothing()))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unknownOptionsAreRefused() {
        assertThatThrownBy(() -> new LatencyProfiler("folder=x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dir=FOLDER");
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static Collection<? extends Result> iteration(
            LatencyProfiler profiler, WireMeasurement measurement, IterationType type, int exchanges) throws Exception {
        profiler.beforeIteration(RUNNING, parameters(type));
        measurement.drive(exchanges);
        return profiler.afterIteration(RUNNING, parameters(type), nothing());
    }

    private Path file(String ending) {
        return new ForkFolder(folder).forkFile("histograms", CELL, ending);
    }

    private static List<Histogram> histograms(Path log) throws Exception {
        List<Histogram> histograms = new ArrayList<>();
        try (var file = Files.newInputStream(log);
                HistogramLogReader reader = new HistogramLogReader(file)) {
            for (EncodableHistogram each = reader.nextIntervalHistogram();
                    each != null;
                    each = reader.nextIntervalHistogram()) {
                histograms.add((Histogram) each);
            }
        }
        return histograms;
    }

    private static IterationResult nothing() {
        return new IterationResult(RUNNING, parameters(IterationType.MEASUREMENT), null);
    }

    private static IterationParams parameters(IterationType type) {
        return new IterationParams(type, 1, TimeValue.seconds(1), 1);
    }

    private static BenchmarkParams running() {
        WorkloadParams parameters = new WorkloadParams();
        parameters.put("client", "virtual", 0);
        return new BenchmarkParams(
                CELL.benchmark(),
                "generated",
                false,
                1,
                new int[] {1},
                List.of(),
                1,
                0,
                parameters(IterationType.WARMUP),
                parameters(IterationType.MEASUREMENT),
                Mode.Throughput,
                parameters,
                TimeUnit.SECONDS,
                1,
                "java",
                List.of(),
                "25",
                "VM",
                "25",
                "1.37",
                TimeValue.seconds(1));
    }
}
