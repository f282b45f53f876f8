package wirebench.reports;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.files.CellId;

/// Makes up a result folder of the shape that a run writes. Nothing in it was measured, and every place in which a
/// person could look says so: suite, command, processor and notes.
///
/// The same seed gives the same files, octet by octet.
public final class SyntheticResult {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String MADE_UP = "made up by a test";
    private static final List<Integer> CONCURRENCIES = List.of(1, 8, 64, 512);
    private static final Map<String, Model> MODELS = models();
    private static final int ITERATIONS = 5;
    private static final int SAMPLES = 12_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(25);
    private final int blocks;
    private final List<String> scenarios;
    private final List<Map<String, Object>> arms = new ArrayList<>();
    private final List<Map<String, Object>> forks = new ArrayList<>();
    private final List<Map<String, Object>> noise = new ArrayList<>();
    private final List<Map<String, Object>> reconciliation = new ArrayList<>();

    /// What a made-up client is like: exchanges in a second with 64 in flight, octets for each exchange.
    private record Model(double ceiling, double alone, double octets, double ofFloor) {}

    private SyntheticResult(int blocks, List<String> scenarios) {
        this.blocks = blocks;
        this.scenarios = scenarios;
    }

    private static Map<String, Model> models() {
        var models = new LinkedHashMap<String, Model>();
        models.put("blocking", new Model(108_000, 24_000, 0.2, 0.94));
        models.put("nio", new Model(190_000, 19_000, 0.1, 0.93));
        models.put("virtual", new Model(124_000, 21_000, 118, 0.88));
        return models;
    }

    /// All benchmarks.
    public static void write(Path folder, int blocks) throws IOException {
        write(folder, blocks, List.of("plaintext"));
    }

    public static void write(Path folder, int blocks, List<String> scenarios) throws IOException {
        var synthetic = new SyntheticResult(blocks, scenarios);
        synthetic.exchanges(folder);
        synthetic.coldConnects(folder);
        synthetic.codecs();
        synthetic.files(folder);
    }

    /// Only the benchmarks that open no connection.
    static void writeCodecsOnly(Path folder, int blocks) throws IOException {
        var synthetic = new SyntheticResult(blocks, List.of());
        synthetic.codecs();
        synthetic.files(folder);
    }

    private void exchanges(Path folder) throws IOException {
        for (String scenario : scenarios) {
            for (int concurrency : CONCURRENCIES) {
                for (var entry : MODELS.entrySet()) {
                    exchange(folder, scenario, concurrency, entry.getKey(), entry.getValue());
                }
            }
        }
    }

    private void exchange(Path folder, String scenario, int concurrency, String client, Model model)
            throws IOException {
        var floors = throughput(model, concurrency);
        var clients = floors.stream()
                .map(floor -> floor * model.ofFloor() * (1 + 0.015 * random.nextGaussian()))
                .toList();
        var parameters = parameters(client, concurrency, scenario);
        result("KeepAlive.exchange", parameters, "ops/s", clients, model.octets() + 0.2, folder, concurrency);
        result("Floor.exchange", parameters, "ops/s", floors, model.octets(), folder, concurrency);
    }

    /// Rises with concurrency towards the ceiling, and a little differently in every block.
    private List<Double> throughput(Model model, int concurrency) {
        var share = concurrency / (concurrency + 6.0);
        var mean = model.alone() + (model.ceiling() - model.alone()) * share * (concurrency > 64 ? 0.93 : 1);
        return IntStream.range(0, blocks)
                .mapToObj(_ -> mean * (1 + 0.03 * random.nextGaussian()))
                .toList();
    }

    private void coldConnects(Path folder) throws IOException {
        for (int concurrency : List.of(1, 8)) {
            for (var entry : MODELS.entrySet()) {
                var scores = IntStream.range(0, blocks)
                        .mapToObj(_ -> (2_000 + 700.0 * concurrency) * (1 + 0.05 * random.nextGaussian()))
                        .toList();
                var parameters = parameters(entry.getKey(), concurrency, "plaintext");
                result("ColdConnect.exchange", parameters, "ops/s", scores, 4_100, folder, concurrency);
            }
        }
    }

    private void codecs() throws IOException {
        for (String input : List.of("whole", "fragmented")) {
            for (var head : Map.of("small", 9.1e6, "typical", 2.6e6, "large", 3.1e5).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                codec("HeadDecode.decode", Map.of("head", head.getKey(), "input", input), head.getValue());
            }
        }
        codec("ChunkDecode.decode", Map.of("input", "whole"), 4.2e6);
        codec("ChunkDecode.decode", Map.of("input", "fragmented"), 2.9e6);
        codec("RequestEncode.encode", Map.of(), 1.7e7);
    }

    private void codec(String method, Map<String, String> parameters, double mean) throws IOException {
        var scores = IntStream.range(0, blocks)
                .mapToObj(_ -> mean * (1 + 0.02 * random.nextGaussian()))
                .toList();
        result(method, parameters, "ops/s", scores, 0.0, null, 1);
    }

    private static Map<String, String> parameters(String client, int concurrency, String scenario) {
        return Map.of(
                "client",
                client,
                "concurrency",
                Integer.toString(concurrency),
                "scenario",
                scenario,
                "server",
                "child");
    }

    private void result(
            String method,
            Map<String, String> parameters,
            String unit,
            List<Double> forks,
            double octets,
            Path folder,
            int concurrency)
            throws IOException {
        var id = CellId.of(method, parameters);
        arms.add(Map.of(
                "name",
                id.toString(),
                "benchmark",
                "wirebench.jmh." + method,
                "parameters",
                parameters,
                "jvmArguments",
                List.of()));
        for (int block = 1; block <= forks.size(); block++) {
            fork(id, block, unit, forks.get(block - 1), octets);
            noise(id, block);
            if (folder != null) {
                histogram(folder, id, block, concurrency / forks.get(block - 1));
            }
        }
        if (folder != null) {
            reconciled(id, concurrency);
        }
    }

    private void fork(CellId id, int block, String unit, double score, double octets) {
        var fork = new LinkedHashMap<String, Object>();
        fork.put("schema", 1);
        fork.put("number", arms.size());
        fork.put("block", block);
        fork.put("arm", id.toString());
        fork.put("cell", id.toString());
        fork.put("attempt", 1);
        fork.put("startedAt", "1970-01-01T00:00:00Z");
        fork.put("finishedAt", "1970-01-01T00:00:10Z");
        fork.put(
                "metrics",
                Map.of("score", metric(unit, score, 0.01), "gc.alloc.rate.norm", metric("B/op", octets, 0.001)));
        this.forks.add(fork);
    }

    private Map<String, Object> metric(String unit, double mean, double spread) {
        return Map.of("unit", unit, "iterations", iterations(mean, spread));
    }

    private List<Double> iterations(double mean, double spread) {
        return IntStream.range(0, ITERATIONS)
                .mapToObj(_ -> mean * (1 + spread * random.nextGaussian()))
                .toList();
    }

    private void noise(CellId id, int block) {
        var steal = noise.size() % 17 == 16 ? 4.2 : 0.4 * random.nextDouble();
        noise.add(Map.of("block", block, "cell", id.toString(), "stealPercent", steal, "cpuPressureAvg10", 1.5));
    }

    private void reconciled(CellId id, int concurrency) {
        reconciliation.add(Map.of(
                "cell",
                id.toString(),
                "clientExchanges",
                1_234_567,
                "serverExchanges",
                1_234_567,
                "connectionsClient",
                concurrency,
                "connectionsServer",
                concurrency));
    }

    /// Log-normal around the mean, with a second hump for the unlucky.
    private void histogram(Path folder, CellId id, int block, double meanSeconds) throws IOException {
        var histogram = new Histogram(3);
        for (int i = 0; i < SAMPLES; i++) {
            var unlucky = random.nextDouble() < 0.004 ? 6 : 1;
            histogram.recordValue((long) (meanSeconds * 0.95e9 * unlucky * Math.exp(0.3 * random.nextGaussian())));
        }
        var file = forkFolder(folder, block, arms.size())
                .resolve("histograms")
                .resolve(id.benchmark())
                .resolve("fork-" + (1000 + block) + "-42.hlog");
        Files.createDirectories(file.getParent());
        try (var stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(stream);
            log.outputComment("[" + MADE_UP + "]");
            log.outputLogFormatVersion();
            log.outputLegend();
            log.outputIntervalHistogram(0.0, 1.0, histogram, 1e6);
        }
    }

    /// The folder of a fork in a result that was made up.
    ///
    /// @param arm counted from 1
    public static Path forkFolder(Path folder, int block, int arm) {
        return folder.resolve("forks").resolve("b%02d-%02d-made-up".formatted(block, arm));
    }

    private void files(Path folder) throws IOException {
        for (Map<String, Object> fork : forks) {
            var own = forkFolder(folder, (int) fork.get("block"), (int) fork.get("number"));
            Files.createDirectories(own);
            Files.writeString(own.resolve("fork.json"), JSON.writeValueAsString(fork));
        }
        Files.writeString(folder.resolve("plan.json"), JSON.writeValueAsString(plan()));
        Files.writeString(folder.resolve("jmh-result.json"), "what JMH would say is not read");
        Files.writeString(folder.resolve("run.json"), JSON.writeValueAsString(run()));
    }

    private Map<String, Object> plan() {
        var names = arms.stream().map(arm -> arm.get("name")).toList();
        return Map.of(
                "schema",
                1,
                "name",
                "synthetic (" + MADE_UP + ")",
                "seed",
                25,
                "command",
                "none: " + MADE_UP,
                "arms",
                arms,
                "order",
                Collections.nCopies(blocks, names));
    }

    private Map<String, Object> run() {
        var run = new LinkedHashMap<String, Object>();
        run.put("schema", 1);
        run.put("suite", "synthetic (" + MADE_UP + ")");
        run.put("startedAt", "1970-01-01T00:00:00Z");
        run.put("finishedAt", "1970-01-01T00:12:00Z");
        run.put("command", "none: " + MADE_UP);
        run.put("blocks", blocks);
        run.put("seed", 25);
        run.put("plannedResults", arms.size());
        run.put("environment", environment());
        run.put("noise", noise);
        run.put("reconciliation", reconciliation);
        run.put("notes", List.of("Nothing here was measured: every figure was " + MADE_UP + "."));
        return run;
    }

    private static Map<String, Object> environment() {
        var environment = new LinkedHashMap<String, Object>();
        environment.put("os", MADE_UP);
        environment.put("cpuModel", "no processor, " + MADE_UP);
        environment.put("cores", 2);
        environment.put("memoryMiB", 7951);
        environment.put("jdk", "25 (" + MADE_UP + ")");
        environment.put("jvmFlags", List.of("-Xmx256m", "-XX:+UseSerialGC"));
        environment.put("gitDirty", false);
        environment.put("somethingNew", "shown under its own name");
        return environment;
    }
}
