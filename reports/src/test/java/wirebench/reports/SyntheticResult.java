package wirebench.reports;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.files.CellId;
import wirebench.reports.files.Checksums;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.RunRecord;
import wirebench.reports.files.Slot;
import wirebench.reports.files.SyntheticBundle;

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
    private static final int ITERATIONS = 5;
    private static final int SAMPLES = 12_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(25);
    private final int blocks;
    private final List<String> scenarios;
    private final Map<String, Model> models = models();
    private final List<Map<String, Object>> arms = new ArrayList<>();
    private final List<Made> forks = new ArrayList<>();
    private final List<Map<String, Object>> reconciliation = new ArrayList<>();

    /// What a made-up client is like: exchanges in a second with 64 in flight, octets for each exchange.
    private record Model(double ceiling, double alone, double octets, double ofFloor) {}

    private record Made(
            Map<String, Object> record, @Nullable Histogram latencies) {}

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

    /// All benchmarks with one more client, of which nothing is known but its name.
    static void writeWith(String fourth, Path folder, int blocks) throws IOException {
        var synthetic = new SyntheticResult(blocks, List.of("plaintext"));
        synthetic.models.put(fourth, new Model(150_000, 20_000, 40, 0.9));
        synthetic.exchanges(folder);
        synthetic.coldConnects(folder);
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
                for (var entry : models.entrySet()) {
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
            for (var entry : models.entrySet()) {
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
            var latencies = folder == null ? null : histogram(concurrency / forks.get(block - 1));
            fork(id, block, unit, forks.get(block - 1), octets, latencies);
        }
        if (folder != null) {
            reconciled(id, concurrency);
        }
    }

    private void fork(CellId id, int block, String unit, double score, double octets, @Nullable Histogram latencies) {
        var fork = new LinkedHashMap<String, Object>();
        fork.put("schema", Fork.SCHEMA);
        fork.put("origin", SyntheticBundle.ORIGIN);
        fork.put("block", block);
        fork.put("arm", id.toString());
        fork.put("cell", id.toString());
        fork.put("attempt", 1);
        fork.put("startedAt", "1970-01-01T00:00:00Z");
        fork.put("finishedAt", "1970-01-01T00:00:10Z");
        fork.put(
                "metrics",
                Map.of("score", metric(unit, score, 0.01), "gc.alloc.rate.norm", metric("B/op", octets, 0.001)));
        fork.put("noise", noise());
        this.forks.add(new Made(fork, latencies));
    }

    private Map<String, Object> metric(String unit, double mean, double spread) {
        return Map.of("unit", unit, "iterations", iterations(mean, spread));
    }

    private List<Double> iterations(double mean, double spread) {
        return IntStream.range(0, ITERATIONS)
                .mapToObj(_ -> mean * (1 + spread * random.nextGaussian()))
                .toList();
    }

    private Map<String, Object> noise() {
        var steal = forks.size() % 17 == 16 ? 4.2 : 0.4 * random.nextDouble();
        return Map.of("stealPercent", steal, "cpuPressureAvg10", 1.5);
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
    private Histogram histogram(double meanSeconds) {
        var histogram = new Histogram(3);
        for (int i = 0; i < SAMPLES; i++) {
            var unlucky = random.nextDouble() < 0.004 ? 6 : 1;
            histogram.recordValue((long) (meanSeconds * 0.95e9 * unlucky * Math.exp(0.3 * random.nextGaussian())));
        }
        return histogram;
    }

    private static void write(Histogram histogram, Path file) throws IOException {
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
    /// @param place in the block, counted from 1
    public static Path forkFolder(Path folder, int block, int place) throws IOException {
        try (var forks = Files.list(folder.resolve("forks"))) {
            return forks.filter(fork -> fork.getFileName().toString().startsWith("b%02d-".formatted(block)))
                    .sorted()
                    .skip(place - 1)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void files(Path folder) throws IOException {
        try (var before = Files.walk(folder.resolve("forks"))) {
            before.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (NoSuchFileException _) {
            // there were none
        }
        var places = arms.stream().map(arm -> arm.get("name")).toList();
        for (Made fork : forks) {
            var arm = (String) fork.record().get("arm");
            var block = (int) fork.record().get("block");
            var number = (block - 1) * places.size() + places.indexOf(arm) + 1;
            var own = folder.resolve("forks").resolve(new Slot(number, block, arm).toString());
            Files.createDirectories(own);
            fork.record().put("number", number);
            Files.writeString(own.resolve("fork.json"), JSON.writeValueAsString(fork.record()));
            if (fork.latencies() != null) {
                var cell = own.resolve("histograms").resolve(arm.substring(0, arm.indexOf(',')));
                write(fork.latencies(), cell.resolve("fork-" + (1000 + block) + "-42.hlog"));
            }
            Checksums.write(own);
        }
        Files.writeString(folder.resolve("plan.json"), JSON.writeValueAsString(plan()));
        Files.writeString(folder.resolve("jmh-result.json"), "what JMH would say is not read");
        Files.writeString(folder.resolve("run.json"), JSON.writeValueAsString(run()));
    }

    private Map<String, Object> plan() {
        var names = arms.stream().map(arm -> arm.get("name")).toList();
        var plan = new LinkedHashMap<String, Object>(Map.of(
                "schema",
                Plan.SCHEMA,
                "reruns",
                0,
                "name",
                "synthetic (" + MADE_UP + ")",
                "seed",
                25,
                "command",
                "none: " + MADE_UP,
                "arms",
                arms,
                "order",
                Collections.nCopies(blocks, names)));
        plan.put("origin", SyntheticBundle.ORIGIN);
        plan.put("size", SyntheticBundle.SIZE);
        return plan;
    }

    private Map<String, Object> run() {
        var run = new LinkedHashMap<String, Object>();
        run.put("schema", RunRecord.SCHEMA);
        run.put("suite", "synthetic (" + MADE_UP + ")");
        run.put("startedAt", "1970-01-01T00:00:00Z");
        run.put("finishedAt", "1970-01-01T00:12:00Z");
        run.put("command", "none: " + MADE_UP);
        run.put("blocks", blocks);
        run.put("seed", 25);
        run.put("plannedResults", arms.size());
        run.put("environment", environment());
        run.put("reconciliation", reconciliation);
        run.put("notes", List.of("Nothing here was measured: every figure was " + MADE_UP + "."));
        return run;
    }

    private static Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("os", MADE_UP);
        environment.put("cpuModel", "no processor, " + MADE_UP);
        environment.put("cores", "2");
        environment.put("memoryMiB", "7951");
        environment.put("jdk", "25 (" + MADE_UP + ")");
        environment.put("jvmFlags", "-Xmx256m -XX:+UseSerialGC");
        environment.put("gitDirty", "false");
        environment.put("somethingNew", "shown under its own name");
        return environment;
    }
}
