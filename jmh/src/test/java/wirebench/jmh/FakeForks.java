package wirebench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import wirebench.jmh.experiment.Arm;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.Metric;
import wirebench.jmh.experiment.Size;
import wirebench.jmh.experiment.Warmup;

/// Forks that measure nothing and take no time, for tests of what runs them.
final class FakeForks {
    static final Experiment EXPERIMENT = new Experiment(
            "00-fake",
            "Fake",
            "Does it run?",
            "Yes.",
            new Metric("score", Metric.Better.MORE),
            "one",
            List.of(arm("one", "1"), arm("two", "2")),
            List.of(),
            new Size(3, Warmup.of(1), 2, Duration.ofMillis(10)));

    private FakeForks() {}

    private static Arm arm(String name, String size) {
        return new Arm(name, "wirebench.jmh.TinyBenchmarks.works", new TreeMap<>(Map.of("size", size)), List.of());
    }

    static RunPlan plan(long seed) {
        return RunPlan.of(EXPERIMENT, EXPERIMENT.size(), seed, "again");
    }

    /// A fork that writes a histogram's file and scores its operations.
    static MeasuredFork run(Arm arm, ResultFolder folder) {
        BenchmarkParams parameters = parameters(arm);
        IterationParams iteration = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(10), 1);
        IterationResult result = new IterationResult(parameters, iteration, new IterationResultMetaData(10, 10));
        result.addResult(new ThroughputResult(ResultRole.PRIMARY, "works", 10, 1_000, TimeUnit.SECONDS));
        try {
            Path file = folder.path()
                    .resolve("histograms")
                    .resolve(new CellId(arm.benchmark(), arm.parameters()).toString())
                    .resolve("fork-" + System.nanoTime() + ".hlog");
            Files.createDirectories(file.getParent());
            Files.writeString(file, arm.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MeasuredFork(new BenchmarkResult(parameters, List.of(result)), List.of());
    }

    private static BenchmarkParams parameters(Arm arm) {
        WorkloadParams workload = new WorkloadParams();
        arm.parameters().forEach((name, value) -> workload.put(name, value, 0));
        IterationParams none = new IterationParams(IterationType.WARMUP, 0, TimeValue.NONE, 1);
        IterationParams one = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(10), 1);
        return new BenchmarkParams(
                arm.benchmark(),
                arm.benchmark(),
                false,
                1,
                new int[] {1},
                List.of(),
                1,
                0,
                none,
                one,
                Mode.Throughput,
                workload,
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
