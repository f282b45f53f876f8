package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.statistics.Direction;

/// The folder of a run that never was, for tests: the arms' figures are known multiples of the baseline's.
public final class RunFolder {
    private static final String BASELINE = "baseline";

    private final Path path;
    private final int blocks;
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final Map<String, String> against = new LinkedHashMap<>();
    private final List<Map<String, Object>> predictions = new ArrayList<>();
    private final Map<String, Object> environment = new TreeMap<>(Map.of("cores", "2", "jdk", "25.0.3"));
    private double machine = 1000;
    private Direction direction = Direction.HIGHER_IS_BETTER;
    private int iterations = 3;

    public RunFolder(Path path, int blocks) {
        this.path = path;
        this.blocks = blocks;
        ratios.put(BASELINE, 1.0);
        ratios.put(Question.COPY, 1.0);
    }

    public RunFolder arm(String name, double ratio) {
        ratios.put(name, ratio);
        return this;
    }

    /// The arm that was added last is compared with this one.
    public RunFolder against(String other) {
        against.put(List.copyOf(ratios.keySet()).getLast(), other);
        return this;
    }

    /// How much the baseline scores.
    public RunFolder machine(double speed) {
        machine = speed;
        return this;
    }

    public RunFolder lessIsBetter() {
        direction = Direction.LOWER_IS_BETTER;
        return this;
    }

    public RunFolder iterations(int number) {
        iterations = number;
        return this;
    }

    public RunFolder environment(String key, Object value) {
        environment.put(key, value);
        return this;
    }

    public RunFolder predicts(String says, String arm, double least, double most) {
        predictions.add(Map.of("says", says, "arm", arm, "against", BASELINE, "least", least, "most", most));
        return this;
    }

    public Bundle read() throws Exception {
        write();
        return Bundle.read(path);
    }

    RunFolder write() throws IOException {
        write(path.resolve("plan.json"), plan());
        write(path.resolve("run.json"), Map.of("schema", RunRecord.SCHEMA, "environment", environment));
        int number = 0;
        for (int block = 1; block <= blocks; block++) {
            for (String arm : ratios.keySet()) {
                number++;
                var folder = path.resolve("forks").resolve("b%02d-%02d-%s".formatted(block, number, arm));
                write(folder.resolve("fork.json"), fork(number, block, arm));
                Checksums.write(folder);
            }
        }
        return this;
    }

    private Map<String, Object> plan() {
        var arms = ratios.keySet().stream()
                .map(name -> Map.of(
                        "name",
                        name,
                        "benchmark",
                        "Made.up",
                        "parameters",
                        Map.of("arm", name),
                        "jvmArguments",
                        List.of()))
                .toList();
        var order = new ArrayList<List<String>>();
        for (int block = 0; block < blocks; block++) {
            order.add(List.copyOf(ratios.keySet()));
        }
        var plan = new TreeMap<String, Object>(Map.of(
                "schema",
                Plan.SCHEMA,
                "origin",
                SyntheticBundle.ORIGIN,
                "name",
                "00-made",
                "seed",
                7,
                "reruns",
                2,
                "command",
                "./wirebench bench 00",
                "arms",
                arms));
        plan.put("order", order);
        plan.put("size", size());
        plan.put(
                "question",
                Map.of(
                        "title",
                        "Made",
                        "question",
                        "Is it?",
                        "expectation",
                        "It is.",
                        "metric",
                        "score",
                        "direction",
                        direction,
                        "baseline",
                        BASELINE,
                        "against",
                        against,
                        "predictions",
                        predictions));
        return plan;
    }

    private Map<String, Object> size() {
        var warmup = Map.of("cycles", 1, "iterations", 2, "pause", "PT0S");
        return Map.of("blocks", blocks, "warmup", warmup, "iterations", iterations, "iterationTime", "PT0.5S");
    }

    /// Figures of an arm scatter by half a percent, in its own way.
    private Map<String, Object> fork(int number, int block, String arm) {
        var wobble = 1 + 0.0025 * (Math.floorMod(31 * block + arm.hashCode(), 5) - 2);
        var score = machine * (1 + block / 100.0) * ratios.get(arm) * wobble;
        var fork = new TreeMap<String, Object>(Map.of(
                "schema",
                Fork.SCHEMA,
                "origin",
                SyntheticBundle.ORIGIN,
                "number",
                number,
                "block",
                block,
                "arm",
                arm,
                "cell",
                "Made.up,arm=" + arm,
                "attempt",
                1));
        fork.put("noise", Map.of());
        fork.put("startedAt", "2026-11-23T15:12:33Z");
        fork.put("finishedAt", "2026-11-23T15:12:35Z");
        fork.put("metrics", Map.of("score", Map.of("unit", "ops/s", "iterations", List.of(score, score))));
        return fork;
    }

    private static void write(Path file, Map<String, Object> json) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonMapper.shared().writeValueAsString(json));
    }
}
