package wirebench.jmh.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.profile.IterationCost;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Precision;
import wirebench.reports.files.Question;
import wirebench.reports.files.Size;
import wirebench.reports.files.Warmup;
import wirebench.reports.statistics.Direction;

/// Forks that measure nothing and take no time, for tests of what runs them.
public final class FakeForks {
    static final Experiment EXPERIMENT = new Experiment(
            "00-fake",
            new Question(
                    "Fake",
                    "Does it run?",
                    "Yes.",
                    "score",
                    Direction.HIGHER_IS_BETTER,
                    "one",
                    new TreeMap<>(),
                    List.of()),
            List.of(arm("one", "1"), arm("two", "2")),
            new Size(3, Warmup.of(1), 2, Duration.ofMillis(10)));

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private FakeForks() {}

    private static Arm arm(String name, String size) {
        return new Arm(name, "wirebench.jmh.run.TinyBenchmarks.works", new TreeMap<>(Map.of("size", size)), List.of());
    }

    public static Plan plan(long seed) {
        return plan(EXPERIMENT.size().blocks(), seed, Optional.empty());
    }

    /// So many blocks of it.
    static Plan plan(int blocks, long seed, Optional<Precision> precision) {
        Size size = EXPERIMENT.size().withBlocks(blocks);
        return Plans.of(EXPERIMENT, size, seed, "again", precision, FakeWorld.INSTANCE.origin("fake"));
    }

    /// A fork that writes a histogram's file and scores its operations.
    static MeasuredFork run(Arm arm, ForkFolder folder) {
        BenchmarkParams parameters = parameters(arm);
        IterationParams iteration = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(10), 1);
        IterationResult result = new IterationResult(parameters, iteration, new IterationResultMetaData(10, 10));
        result.addResult(new ThroughputResult(ResultRole.PRIMARY, "works", 10, 1_000, TimeUnit.SECONDS));
        try {
            Path file = folder.path()
                    .resolve("histograms")
                    .resolve(arm.cell().toString())
                    .resolve("fork-" + System.nanoTime() + ".hlog");
            Files.createDirectories(file.getParent());
            Files.writeString(file, arm.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MeasuredFork(new BenchmarkResult(parameters, List.of(result)), List.of());
    }

    /// A fork with such iterations.
    ///
    /// @param warmups how many of them warm up
    /// @param millis that compilers ran in each; empty if that was not recorded
    static MeasuredFork fork(int warmups, List<Double> scores, List<Double> millis) {
        return fork(EXPERIMENT.question().baseline(), warmups, scores, millis);
    }

    /// The same of an arm.
    static MeasuredFork fork(String arm, int warmups, List<Double> scores, List<Double> millis) {
        BenchmarkParams parameters = parameters(EXPERIMENT.armsToRun().stream()
                .filter(each -> each.name().equals(arm))
                .findFirst()
                .orElseThrow());
        List<IterationResult> iterations = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            IterationType type = i < warmups ? IterationType.WARMUP : IterationType.MEASUREMENT;
            IterationParams iteration = new IterationParams(type, 1, TimeValue.milliseconds(10), 1);
            IterationResult result = new IterationResult(parameters, iteration, new IterationResultMetaData(10, 10));
            // JMH keeps the rate and not the operations that it is made of: of a second, they are the same.
            long operations = Math.round(scores.get(i));
            result.addResult(
                    new ThroughputResult(ResultRole.PRIMARY, "works", operations, NANOS_PER_SECOND, TimeUnit.SECONDS));
            if (!millis.isEmpty()) {
                result.addResult(new ScalarResult(IterationCost.JIT_TIME, millis.get(i), "ms", AggregationPolicy.SUM));
            }
            iterations.add(result);
        }
        return new MeasuredFork(
                new BenchmarkResult(parameters, new ArrayList<>(iterations.subList(warmups, scores.size()))),
                List.copyOf(iterations.subList(0, warmups)));
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
