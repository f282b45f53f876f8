package wirebench.jmh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import wirebench.client.BufferStrategy;
import wirebench.jmh.experiment.Size;
import wirebench.jmh.experiment.Warmup;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.pools.LeasePool;

/// Which cells a run measures, how often, and for how long. Immutable.
/// [RunPlan] draws the order.
///
/// @param suite the name of the suite
/// @param blocks how often every cell is run
/// @param warmups iterations that are not measured, in each fork
/// @param iterations iterations that are measured, in each fork
/// @param iterationTime how long each of them takes
/// @param cells what is measured
record SuitePlan(String suite, int blocks, int warmups, int iterations, Duration iterationTime, List<CellId> cells) {
    private static final Duration ITERATION = Duration.ofSeconds(1);
    private static final List<String> CLIENTS = List.of("blocking", "nio", "virtual");
    private static final List<Integer> CONCURRENCIES = List.of(1, 8, 64, 512);
    private static final List<String> HEADS = List.of("small", "typical", "large");
    private static final List<String> INPUTS = List.of("whole", "segmented", "fragmented");
    private static final List<String> CHUNKS = List.of("16", "128", "1024", "8192", "65536");
    private static final String MAIN_CHUNK = "8192";
    private static final List<String> LIBRARIES = List.of("wirebench", "netty", "jetty", "httpcore");
    private static final String OURS = "wirebench";
    private static final Duration SHORT_ITERATION = Duration.ofMillis(250);
    private static final List<String> MORE_SCENARIOS = List.of("json", "bytes-1024", "bytes-65536", "chunked-16x256");
    private static final Duration ARM_ITERATION = Duration.ofMillis(500);
    private static final String ON_LOOPS = "nio";
    private static final List<String> LOOP_POOLS = List.of("lifo", "fifo");
    private static final List<String> THREAD_POOLS = List.of("lifo", "fifo", "striped", "thread-affine", "lock-free");
    private static final List<String> LENGTHS = List.of("plaintext", "bytes-1024", "bytes-65536", "bytes-1048576");
    private static final String MAIN_TLS = "tls13";

    /// Of half a second each. The JDK's handshake is so much code that compiling it takes half a minute.
    private static final int HANDSHAKE_WARMUPS = 50;

    private static final int TLS_WARMUPS = 12;
    private static final int MAIN_CONCURRENCY = 64;
    private static final int COLD_CONCURRENCY = 8;

    /// The names of all suites.
    static final List<String> SUITES = List.of(
            "smoke",
            "quick",
            "standard",
            "parser",
            "peers",
            "pools",
            "buffers",
            "pooling",
            "waiting",
            "pipelining",
            "sizes",
            "delay",
            "precautions",
            "handshakes",
            "secured",
            "secure-peers");

    SuitePlan {
        cells = List.copyOf(cells);
    }

    /// The plan of a suite.
    ///
    /// @throws IllegalArgumentException if there is none of that name; the message lists those that there are
    static SuitePlan named(String suite) {
        return switch (suite) {
            case "smoke" -> new SuitePlan(suite, 1, 3, 3, ITERATION, smoke());
            case "quick" -> new SuitePlan(suite, 3, 4, 4, ARM_ITERATION, quick());
            case "standard" -> new SuitePlan(suite, 8, 4, 4, ARM_ITERATION, standard());
            case "parser" -> new SuitePlan(suite, 3, 4, 2, SHORT_ITERATION, parser());
            case "peers" -> new SuitePlan(suite, 3, 3, 2, ITERATION, peers());
            case "pools" -> new SuitePlan(suite, 3, 4, 2, SHORT_ITERATION, pools());
            case "buffers" -> ofArms(suite, buffers());
            case "pooling" -> ofArms(suite, pooling());
            case "waiting" -> ofArms(suite, waiting());
            case "pipelining" -> ofArms(suite, pipelining());
            case "sizes" -> ofArms(suite, sizes());
            case "delay" -> new SuitePlan(suite, 3, 1, 2, ARM_ITERATION, delay());
            case "precautions" -> ofArms(suite, precautions());
            case "handshakes" -> new SuitePlan(suite, 2, HANDSHAKE_WARMUPS, 8, ARM_ITERATION, handshakes());
            case "secured" -> new SuitePlan(suite, 2, TLS_WARMUPS, 4, ARM_ITERATION, secured());
            case "secure-peers" -> new SuitePlan(suite, 2, TLS_WARMUPS, 4, ARM_ITERATION, securePeers());
            default ->
                throw new IllegalArgumentException(
                        "there is no suite '" + suite + "'; choose one of " + String.join(", ", SUITES));
        };
    }

    /// The same with another number of blocks.
    SuitePlan withBlocks(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a run has at least 1 fork of each cell, not " + number);
        }
        return new SuitePlan(suite, number, warmups, iterations, iterationTime, cells);
    }

    /// The same with one benchmark only. If the suite has none of that name, those of the largest suite are taken.
    ///
    /// @param wanted the name of a benchmark, or an expression that is found in the id of a cell
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    SuitePlan only(String wanted) {
        List<CellId> some = matching(cells, wanted);
        if (some.isEmpty()) {
            some = matching(standard(), wanted);
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no benchmark '" + wanted + "'; choose one of " + String.join(", ", benchmarks()));
        }
        return new SuitePlan(suite, blocks, warmups, iterations, iterationTime, some);
    }

    /// The same, measured more or less.
    SuitePlan withSize(Size size) {
        return new SuitePlan(
                suite, size.blocks(), size.warmup().allIterations(), size.iterations(), size.iterationTime(), cells);
    }

    /// How long it measures.
    Size size() {
        return new Size(blocks, Warmup.of(warmups), iterations, iterationTime);
    }

    /// Forks in the whole run.
    int forks() {
        return blocks * cells.size();
    }

    private static Set<String> benchmarks() {
        Set<String> names = new LinkedHashSet<>();
        standard().forEach(cell -> names.add(cell.type()));
        return names;
    }

    private static List<CellId> matching(List<CellId> cells, String wanted) {
        List<CellId> named = cells.stream()
                .filter(cell ->
                        cell.type().equalsIgnoreCase(wanted) || cell.method().equalsIgnoreCase(wanted))
                .toList();
        return named.isEmpty() ? found(cells, wanted) : named;
    }

    private static List<CellId> found(List<CellId> cells, String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            return cells.stream()
                    .filter(cell -> pattern.matcher(cell.toString()).find())
                    .toList();
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }

    private static List<CellId> smoke() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(wire(KeepAlive.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        cells.add(headDecode(OURS, "typical", "whole"));
        cells.add(requestEncode(OURS, "get", "typical", "kept"));
        return cells;
    }

    private static List<CellId> quick() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(wire(KeepAlive.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(wire(Floor.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(wire(ColdConnect.class, List.of(COLD_CONCURRENCY), "plaintext", "child"));
        INPUTS.forEach(input -> cells.add(headDecode(OURS, "typical", input)));
        cells.add(chunkDecode(OURS, MAIN_CHUNK, "copied", "whole"));
        cells.add(requestEncode(OURS, "get", "typical", "kept"));
        return cells;
    }

    private static List<CellId> standard() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(wire(KeepAlive.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(wire(Floor.class, CONCURRENCIES, "plaintext", "child"));
        for (String scenario : MORE_SCENARIOS) {
            cells.addAll(wire(KeepAlive.class, List.of(MAIN_CONCURRENCY), scenario, "child"));
            cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), scenario, "child"));
        }
        cells.addAll(wire(KeepAlive.class, List.of(MAIN_CONCURRENCY), "plaintext", "embedded"));
        cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "embedded"));
        cells.addAll(wire(ColdConnect.class, List.of(COLD_CONCURRENCY), "plaintext", "child"));
        for (String input : INPUTS) {
            HEADS.forEach(head -> cells.add(headDecode(OURS, head, input)));
            CHUNKS.forEach(chunk -> cells.add(chunkDecode(OURS, chunk, "copied", input)));
        }
        HEADS.forEach(head -> cells.add(requestEncode(OURS, "get", head, "kept")));
        return cells;
    }

    /// Our codec beside those of its peers: what `docs/parser.md` reports.
    private static List<CellId> parser() {
        List<CellId> cells = new ArrayList<>();
        for (String decoder : DecoderArm.NAMES) {
            INPUTS.forEach(input -> cells.add(headDecode(decoder, "typical", input)));
        }
        for (String decoder : LIBRARIES) {
            cells.add(headDecode(decoder, "small", "whole"));
            cells.add(headDecode(decoder, "large", "whole"));
        }
        for (String chunk : CHUNKS) {
            LIBRARIES.forEach(decoder -> cells.add(chunkDecode(decoder, chunk, "copied", "whole")));
            cells.add(CellId.of(BodyFloor.class, "copy", Map.of("chunk", chunk)));
        }
        List.of("wirebench", "netty", "jetty")
                .forEach(decoder -> cells.add(chunkDecode(decoder, MAIN_CHUNK, "announced", "whole")));
        cells.add(CellId.of(BodyFloor.class, "read", Map.of("chunk", MAIN_CHUNK)));
        for (String encoder : EncoderArm.NAMES) {
            cells.add(requestEncode(encoder, "get", "typical", "kept"));
            cells.add(requestEncode(encoder, "post", "typical", "kept"));
            cells.add(requestEncode(encoder, "get", "typical", "anew"));
        }
        for (String scan : ValueScanArm.NAMES) {
            cells.add(CellId.of(HeadScan.class, "scan", Map.of("head", "typical", "scan", scan)));
            cells.add(CellId.of(HeadScan.class, "scan", Map.of("head", "large", "scan", scan)));
        }
        return cells;
    }

    /// Off-the-shelf clients beside ours and the floors.
    private static List<CellId> peers() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(wire(KeepAlive.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        for (String peer : Peers.names()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("peer", peer);
            parameters.put("concurrency", Integer.toString(MAIN_CONCURRENCY));
            parameters.put("scenario", "plaintext");
            parameters.put("server", "child");
            cells.add(CellId.of(PeerExchange.class, "exchange", parameters));
        }
        return cells;
    }

    /// Pools with enough for all, and with fewer than want one.
    private static List<CellId> pools() {
        List<CellId> cells = new ArrayList<>();
        for (String pool : LeasePool.NAMES) {
            cells.add(poolOnly("lease", pool, "1", 8));
            for (String method : List.of("lease", "hold")) {
                cells.add(poolOnly(method, pool, "8", 8));
                cells.add(poolOnly(method, pool, "v2000", 50));
            }
            cells.add(poolOnly("hold", pool, "8", 4));
            cells.add(poolOnly("hold", pool, "64", 8));
            cells.add(poolOnly("hold", pool, "v50", 50));
        }
        return cells;
    }

    private static CellId poolOnly(String method, String pool, String threads, int size) {
        return CellId.of(
                PoolOnly.class, method, Map.of("pool", pool, "threads", threads, "size", Integer.toString(size)));
    }

    private static SuitePlan ofArms(String suite, List<CellId> cells) {
        return new SuitePlan(suite, 3, 2, 2, ARM_ITERATION, cells);
    }

    /// Each strategy at the usual size, and the usual strategy at others.
    private static List<CellId> buffers() {
        List<CellId> cells = new ArrayList<>(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : CLIENTS) {
            for (BufferStrategy buffers : BufferStrategy.values()) {
                if (!(client.equals(ON_LOOPS) && buffers == BufferStrategy.STREAM)) {
                    cells.add(arm(Buffering.class, client, "buffers", buffers.label(), "octets", "16384"));
                }
            }
            for (String octets : List.of("1024", "4096", "65536")) {
                String usual = BufferStrategy.POOLED_DIRECT.label();
                cells.add(arm(Buffering.class, client, "buffers", usual, "octets", octets));
            }
        }
        return cells;
    }

    /// Each strategy with enough connections and with too few. One of one's own cannot be had where there are too
    /// few: others would be closed all the time to make room for it.
    private static List<CellId> pooling() {
        List<CellId> cells = new ArrayList<>(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : CLIENTS) {
            for (String pool : client.equals(ON_LOOPS) ? LOOP_POOLS : THREAD_POOLS) {
                cells.add(pooling(client, pool, "equal", "true", "same"));
                cells.add(pooling(client, pool, "eighth", "true", "same"));
            }
            cells.add(pooling(client, "dedicated", "equal", "true", "same"));
            cells.add(pooling(client, "lifo", "eighth", "false", "same"));
            if (!client.equals(ON_LOOPS)) {
                cells.add(pooling(client, "lifo", "equal", "true", "other"));
                cells.add(pooling(client, "thread-affine", "equal", "true", "other"));
            }
        }
        return cells;
    }

    private static CellId pooling(String client, String pool, String size, String fair, String release) {
        return arm(Pooling.class, client, "pool", pool, "size", size, "fair", fair, "release", release);
    }

    private static List<CellId> waiting() {
        List<Integer> concurrencies = List.of(1, 8, MAIN_CONCURRENCY);
        List<CellId> cells = new ArrayList<>(wire(Floor.class, concurrencies, "plaintext", "child"));
        for (int concurrency : concurrencies) {
            for (String waiting : List.of("block", "spin")) {
                CLIENTS.forEach(client -> cells.add(waiting(client, waiting, Scheduler.DEFAULT, concurrency)));
            }
            for (Scheduler scheduler : Scheduler.values()) {
                if (scheduler != Scheduler.DEFAULT) {
                    cells.add(waiting("virtual", "block", scheduler, concurrency));
                }
            }
        }
        return cells;
    }

    private static List<CellId> pipelining() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child").stream()
                .filter(cell -> ON_LOOPS.equals(cell.parameters().get("client")))
                .toList());
        List.of("1", "4", "16").forEach(depth -> cells.add(arm(Pipelining.class, ON_LOOPS, "depth", depth)));
        return cells;
    }

    private static CellId waiting(String client, String waiting, Scheduler scheduler, int concurrency) {
        return arm(
                Waiting.class,
                client,
                "waiting",
                waiting,
                "scheduler",
                scheduler.label(),
                "concurrency",
                Integer.toString(concurrency));
    }

    /// What is in place in case something goes wrong, on the wire and, where its noise hides it, in memory.
    private static List<CellId> precautions() {
        List<CellId> cells = new ArrayList<>();
        for (String client : CLIENTS) {
            for (Precaution each : Precaution.values()) {
                cells.add(arm(Precautions.class, client, "precaution", each.label()));
            }
        }
        for (String method : List.of("exchange", "start")) {
            for (String each : List.of("none", "retries", "breaker", "all")) {
                cells.add(CellId.of(PrecautionCost.class, method, Map.of("precaution", each)));
            }
        }
        return cells;
    }

    private static List<CellId> sizes() {
        List<CellId> cells = new ArrayList<>();
        for (String scenario : LENGTHS) {
            cells.addAll(wire(Floor.class, List.of(MAIN_CONCURRENCY), scenario, "child"));
        }
        for (String client : CLIENTS) {
            for (String scenario : LENGTHS) {
                cells.add(sizes(client, scenario, "false", "16384"));
            }
            for (String scenario : List.of("chunked-1x1024", "chunked-16x4096", "chunked-64x16384")) {
                cells.add(sizes(client, scenario, "false", "16384"));
            }
            cells.add(sizes(client, "post-1024", "false", "16384"));
            cells.add(sizes(client, "post-1024", "true", "16384"));
            for (String octets : List.of("1024", "4096", "65536")) {
                cells.add(sizes(client, "bytes-1048576", "false", octets));
            }
        }
        return cells;
    }

    private static CellId sizes(String client, String scenario, String gathering, String octets) {
        return arm(Sizes.class, client, "scenario", scenario, "gathering", gathering, "octets", octets);
    }

    /// A platform thread for each of 10 000 exchanges is left out: not every machine has room for them.
    private static List<CellId> delay() {
        List<CellId> cells = new ArrayList<>(wire(Floor.class, List.of(1000), "delay-10", "child"));
        for (String client : CLIENTS) {
            cells.add(delay(client, "delay-0", 100));
            cells.add(delay(client, "delay-1", 100));
            cells.add(delay(client, "delay-1", 1000));
            cells.add(delay(client, "delay-10", 100));
            cells.add(delay(client, "delay-10", 1000));
            cells.add(delay(client, "delay-100", 1000));
            if (!client.equals("blocking")) {
                cells.add(delay(client, "delay-100", 10_000));
            }
        }
        return cells;
    }

    private static CellId delay(String client, String scenario, int concurrency) {
        return arm(
                Delay.class,
                client,
                "scenario",
                scenario,
                "concurrency",
                Integer.toString(concurrency),
                "octets",
                "4096");
    }

    private static List<CellId> handshakes() {
        List<CellId> cells = new ArrayList<>(wire(ColdConnect.class, List.of(1), "plaintext", "child"));
        for (String session : List.of("full", "resumed")) {
            for (String client : CLIENTS) {
                cells.add(handshakes(client, MAIN_TLS, "p-256", session));
            }
            cells.add(handshakes("virtual", "tls12", "p-256", session));
            cells.add(handshakes("virtual", "tls12", "rsa-2048", session));
            cells.add(handshakes("virtual", MAIN_TLS, "rsa-2048", session));
        }
        return cells;
    }

    private static CellId handshakes(String client, String version, String key, String session) {
        return arm(Handshakes.class, client, "version", version, "key", key, "session", session, "concurrency", "1");
    }

    /// With and without TLS by the size of bodies, and the engine alone.
    private static List<CellId> secured() {
        List<CellId> cells = new ArrayList<>(wire(Floor.class, List.of(MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : CLIENTS) {
            for (String scenario : List.of("plaintext", "bytes-1024", "bytes-10240", "bytes-102400")) {
                cells.add(arm(Secured.class, client, "scenario", scenario, "transport", "plain"));
                cells.add(arm(Secured.class, client, "scenario", scenario, "transport", MAIN_TLS));
            }
        }
        for (String arm : List.of("engine", "conduit")) {
            for (String octets : List.of("64", "1024", "10240", "16000")) {
                Map<String, String> parameters = Map.of("arm", arm, "octets", octets, "version", MAIN_TLS);
                cells.add(CellId.of(RecordSeal.class, "exchange", parameters));
            }
        }
        return cells;
    }

    /// Off-the-shelf clients beside ours, all by way of the JDK's TLS.
    private static List<CellId> securePeers() {
        List<CellId> cells = new ArrayList<>();
        CLIENTS.forEach(client -> cells.add(arm(Secured.class, client, "transport", MAIN_TLS)));
        for (String peer : Peers.names()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("peer", peer);
            parameters.put("transport", MAIN_TLS);
            parameters.put("concurrency", Integer.toString(MAIN_CONCURRENCY));
            parameters.put("scenario", "plaintext");
            parameters.put("server", "child");
            cells.add(CellId.of(SecurePeers.class, "exchange", parameters));
        }
        return cells;
    }

    /// A cell with the usual values of what is not named.
    private static CellId arm(Class<? extends ArmBenchmark> type, String client, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client", client);
        parameters.put("concurrency", Integer.toString(MAIN_CONCURRENCY));
        parameters.put("scenario", "plaintext");
        parameters.put("server", "child");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return CellId.of(type, "exchange", parameters);
    }

    private static List<CellId> wire(Class<?> type, List<Integer> concurrencies, String scenario, String server) {
        List<CellId> cells = new ArrayList<>();
        for (String client : CLIENTS) {
            for (int concurrency : concurrencies) {
                Map<String, String> parameters = new LinkedHashMap<>();
                parameters.put("client", client);
                parameters.put("concurrency", Integer.toString(concurrency));
                parameters.put("scenario", scenario);
                parameters.put("server", server);
                cells.add(CellId.of(type, "exchange", parameters));
            }
        }
        return cells;
    }

    private static CellId headDecode(String decoder, String head, String input) {
        return CellId.of(HeadDecode.class, "decode", Map.of("decoder", decoder, "head", head, "input", input));
    }

    private static CellId chunkDecode(String decoder, String chunk, String body, String input) {
        return CellId.of(
                ChunkDecode.class, "decode", Map.of("decoder", decoder, "chunk", chunk, "body", body, "input", input));
    }

    private static CellId requestEncode(String encoder, String method, String head, String request) {
        return CellId.of(
                RequestEncode.class,
                "encode",
                Map.of("encoder", encoder, "method", method, "head", head, "request", request));
    }
}
