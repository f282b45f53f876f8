package wirebench.reports.files;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.statistics.Direction;

/// Makes up the folder of an experiment of the shape that a run writes. Nothing in it was measured, and
/// title, command and processor say so. The same calls give the same files.
public final class SyntheticBundle {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /// Of all runs that tests make up.
    public static final Map<String, Object> ORIGIN = Map.of("run", "made-up", "facts", Map.of("jdk", "25"));

    /// How much they measure.
    public static final Map<String, Object> SIZE = Map.of(
            "blocks",
            1,
            "warmup",
            Map.of("cycles", 1, "iterations", 2, "pause", "PT0S"),
            "iterations",
            3,
            "iterationTime",
            "PT0.5S");

    private static final String MADE_UP = "made up by a test";
    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    private final String name;
    private final int blocks;
    private final Map<String, Arm> arms = new LinkedHashMap<>();
    private final Map<String, String> against = new LinkedHashMap<>();
    private final List<Map<String, Object>> predictions = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();
    private String metric = "score";
    private Direction direction = Direction.HIGHER_IS_BETTER;
    private double drift = 0;
    private double copySpread = Double.NaN;
    private boolean recordsEverything = true;

    private record Arm(Map<String, String> parameters, double figure, double spread) {}

    private record Lost(String arm, int block, boolean forGood, String reason) {}

    /// @param name of the experiment
    /// @param blocks how many
    public SyntheticBundle(String name, int blocks) {
        this.name = name;
        this.blocks = blocks;
    }

    /// The first is the baseline.
    ///
    /// @param figure what its forks scatter around
    /// @param spread their standard deviation as a share
    public SyntheticBundle arm(String arm, Map<String, String> parameters, double figure, double spread) {
        arms.put(arm, new Arm(new TreeMap<>(parameters), figure, spread));
        return this;
    }

    /// An arm that is compared with another one than the baseline.
    public SyntheticBundle compare(String arm, String other) {
        against.put(arm, other);
        return this;
    }

    public SyntheticBundle predict(String says, String arm, String against, Double least, Double most) {
        var prediction = new LinkedHashMap<String, Object>();
        prediction.put("says", says);
        prediction.put("arm", arm);
        prediction.put("against", against);
        if (least != null) {
            prediction.put("least", least);
        }
        if (most != null) {
            prediction.put("most", most);
        }
        prediction.put("source", MADE_UP);
        predictions.add(prediction);
        return this;
    }

    /// A fork that is thrown out once, and is valid the second time unless it is lost for good.
    public SyntheticBundle lose(String arm, int block, boolean forGood, String reason) {
        lost.add(new Lost(arm, block, forGood, reason));
        return this;
    }

    /// What the arms are compared by.
    public SyntheticBundle by(String metric, Direction direction) {
        this.metric = metric;
        this.direction = direction;
        return this;
    }

    /// How much slower the machine is at the end than at the beginning, as a share.
    public SyntheticBundle drifting(double share) {
        drift = share;
        return this;
    }

    /// How much more the copy of the baseline scatters than the baseline.
    public SyntheticBundle copyScatters(double spread) {
        copySpread = spread;
        return this;
    }

    /// As older runs are: no costs, no warm-up, no histograms.
    public SyntheticBundle recordingLittle() {
        recordsEverything = false;
        return this;
    }

    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("forks"));
        var order = order();
        write(folder.resolve("plan.json"), plan(order));
        write(folder.resolve("run.json"), run());
        var number = 0;
        for (int block = 1; block <= blocks; block++) {
            var ofMachine = 1 + 0.03 * random.nextGaussian();
            for (String arm : order.get(block - 1)) {
                fork(folder.resolve("forks"), ++number, block, arm, ofMachine);
            }
        }
        return folder;
    }

    private List<List<String>> order() {
        var order = new ArrayList<List<String>>();
        for (int block = 0; block < blocks; block++) {
            var names = new ArrayList<>(arms.keySet());
            names.add(Question.COPY);
            Collections.shuffle(names, new Random(block));
            order.add(names);
        }
        return order;
    }

    private String baseline() {
        return arms.keySet().iterator().next();
    }

    private Map<String, Object> plan(List<List<String>> order) {
        var planned = new ArrayList<Map<String, Object>>();
        arms.forEach((arm, made) -> planned.add(planned(arm, made)));
        var question = new LinkedHashMap<String, Object>();
        question.put("title", "Synthetic: " + name);
        question.put("question", "What does the report say of figures that were " + MADE_UP + "?");
        question.put("expectation", "What was put in comes out again.");
        question.put("metric", metric);
        question.put("direction", direction);
        question.put("baseline", baseline());
        question.put("against", against);
        question.put("predictions", predictions);
        planned.add(planned(Question.COPY, arms.get(baseline())));
        var plan = new LinkedHashMap<String, Object>();
        plan.put("schema", Plan.SCHEMA);
        plan.put("origin", ORIGIN);
        plan.put("name", name);
        plan.put("seed", 7);
        plan.put("command", "none: " + MADE_UP);
        plan.put("arms", planned);
        plan.put("order", order);
        plan.put("size", SIZE);
        plan.put("reruns", 2);
        plan.put("question", question);
        return plan;
    }

    private static Map<String, Object> planned(String arm, Arm made) {
        return Map.of(
                "name",
                arm,
                "benchmark",
                "wirebench.jmh.Synthetic.exchange",
                "parameters",
                made.parameters(),
                "jvmArguments",
                List.of());
    }

    private static Map<String, Object> run() {
        return Map.of(
                "schema", RunRecord.SCHEMA,
                "startedAt", BEGIN.toString(),
                "environment", Map.of("cpuModel", "none: " + MADE_UP, "cores", "2", "jdk", "25"),
                "notes", List.of("Nothing here was measured: it was " + MADE_UP + "."));
    }

    private void fork(Path forks, int number, int block, String arm, double ofMachine) throws IOException {
        var slot = String.format("b%02d-%02d-%s", block, number, arm);
        var attempt = 1;
        for (Lost one : lost) {
            if (one.arm().equals(arm) && one.block() == block) {
                var folder = forks.resolve(
                        slot + ".invalid-" + attempt + "-" + one.reason().replace(' ', '-'));
                var record = record(number, block, arm, ofMachine * 0.7, attempt);
                record.put("invalid", one.reason());
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("reason.txt"), one.reason() + "\n");
                write(folder.resolve("fork.json"), record);
                attempt++;
                if (one.forGood()) {
                    return;
                }
            }
        }
        var folder = forks.resolve(slot);
        Files.createDirectories(folder);
        write(folder.resolve("fork.json"), record(number, block, arm, ofMachine, attempt));
        if (recordsEverything) {
            histogram(folder, number, made(arm));
        }
        Checksums.write(folder);
    }

    private Map<String, Object> record(int number, int block, String arm, double ofMachine, int attempt) {
        var made = made(arm);
        var start = BEGIN.plusSeconds(9L * number);
        var slow = 1 - drift * number / (blocks * (arms.size() + 1.0));
        var figure = made.figure() * ofMachine * slow * (1 + made.spread() * random.nextGaussian());
        var steal = Math.max(0, 0.4 + 0.3 * random.nextGaussian());
        var record = new LinkedHashMap<String, Object>();
        record.put("schema", Fork.SCHEMA);
        record.put("origin", ORIGIN);
        record.put("number", number);
        record.put("block", block);
        record.put("arm", arm);
        record.put("cell", "Synthetic.exchange,arm=" + arm);
        record.put("attempt", attempt);
        record.put("startedAt", start.toString());
        record.put("finishedAt", start.plusSeconds(8).toString());
        if (number % 17 == 0) {
            steal = 2.4;
            record.put("disturbed", "steal was 2.4 % of processor time where 1.0 is the limit");
        }
        record.put("noise", Map.of("stealPercent", steal, "cpuPressurePercent", 50.1, "unheardOf", true));
        record.put("metrics", metrics(figure, made));
        if (recordsEverything) {
            record.put("warmup", List.of(figure * 0.6, figure * 0.97));
            record.put("steadyState", steadyState(number));
        }
        return record;
    }

    private static Map<String, Object> steadyState(int number) {
        if (number % 13 == 0) {
            return Map.of("reached", false, "known", true, "reason", "compilers took 9.0 % of the last 5 iterations");
        }
        if (number % 11 == 0) {
            return Map.of("reached", false, "known", false, "reason", "the last 5 iterations vary by 9.1 %");
        }
        return Map.of("reached", true, "known", true, "fromIteration", 2);
    }

    private Arm made(String arm) {
        if (!arm.equals(Question.COPY)) {
            return arms.get(arm);
        }
        var original = arms.get(baseline());
        var spread = Double.isNaN(copySpread) ? original.spread() : copySpread;
        return new Arm(original.parameters(), original.figure(), spread);
    }

    private Map<String, Object> metrics(double figure, Arm made) {
        var metrics = new HashMap<String, Object>();
        metrics.put(metric, metric(metric.equals("score") ? "ops/s" : "us", figure));
        if (recordsEverything) {
            var user = metric.equals("score") ? 1.3e6 / figure : 19 * (1 + 0.02 * random.nextGaussian());
            metrics.put("cost.user", metric("us/exchange", user));
            metrics.put("cost.system", metric("us/exchange", 0.6 * user));
            metrics.put("cost.gc", metric("us/exchange", 0.06 * user));
            metrics.put("cost.jit", metric("us/exchange", 0.03 * user));
            metrics.put("cost.switches.voluntary", metric("switches/exchange", 0.31));
            metrics.put("gc.alloc.rate.norm", metric("B/op", 80 + 400 * made.spread()));
        }
        var rate = made.parameters().get("rate");
        if (rate != null) {
            metrics.put("rate.target", metric("arrivals/s", Double.parseDouble(rate)));
            metrics.put("rate.achieved", metric("arrivals/s", 0.999 * Double.parseDouble(rate)));
            metrics.put("service.p99", metric("us", 0.6 * figure));
            metrics.put("lag.p99", metric("us", 31));
        }
        return metrics;
    }

    private static Map<String, Object> metric(String unit, double figure) {
        return Map.of("unit", unit, "iterations", List.of(figure * 0.99, figure, figure * 1.01));
    }

    /// Log-normal nanoseconds around what fits the figure.
    private void histogram(Path folder, int number, Arm made) throws IOException {
        var histogram = new Histogram(3);
        var median = metric.equals("score") ? 6.4e10 / made.figure() : 300 * made.figure();
        for (int i = 0; i < 3_000; i++) {
            histogram.recordValue(1 + (long) (median * Math.exp(0.5 * random.nextGaussian())));
        }
        histogram.setStartTimeStamp(0);
        histogram.setEndTimeStamp(1_000);
        var cell = folder.resolve("histograms").resolve("Synthetic.exchange");
        Files.createDirectories(cell);
        try (var file =
                new PrintStream(cell.resolve("fork-1700-" + number + ".hlog").toFile())) {
            new HistogramLogWriter(file).outputIntervalHistogram(0, 1, histogram, 1.0);
        }
    }

    private static void write(Path file, Object content) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(content));
    }
}
