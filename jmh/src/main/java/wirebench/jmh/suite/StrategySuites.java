package wirebench.jmh.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wirebench.client.config.BufferStrategy;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.wire.Buffering;
import wirebench.jmh.wire.Delay;
import wirebench.jmh.wire.Floor;
import wirebench.jmh.wire.Pipelining;
import wirebench.jmh.wire.Pooling;
import wirebench.jmh.wire.Precaution;
import wirebench.jmh.wire.PrecautionCost;
import wirebench.jmh.wire.Precautions;
import wirebench.jmh.wire.Sizes;
import wirebench.jmh.wire.Waiting;

/// The suites that compare what a client can be set to.
final class StrategySuites {
    private static final String ON_LOOPS = "nio";
    private static final List<String> LOOP_POOLS = List.of("lifo", "fifo");
    private static final List<String> THREAD_POOLS = List.of("lifo", "fifo", "striped", "thread-affine", "lock-free");
    private static final List<String> LENGTHS = List.of("plaintext", "bytes-1024", "bytes-65536", "bytes-1048576");

    private StrategySuites() {}

    /// Each strategy at the usual size, and the usual strategy at others.
    static List<CellId> buffers() {
        List<CellId> cells =
                new ArrayList<>(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : Cells.CLIENTS) {
            for (BufferStrategy buffers : BufferStrategy.values()) {
                if (!(client.equals(ON_LOOPS) && buffers == BufferStrategy.STREAM)) {
                    cells.add(Cells.arm(Buffering.class, client, "buffers", buffers.label(), "octets", "16384"));
                }
            }
            for (String octets : List.of("1024", "4096", "65536")) {
                String usual = BufferStrategy.POOLED_DIRECT.label();
                cells.add(Cells.arm(Buffering.class, client, "buffers", usual, "octets", octets));
            }
        }
        return cells;
    }

    /// Each strategy with enough connections and with too few. One of one's own cannot be had where there are too
    /// few: others would be closed all the time to make room for it.
    static List<CellId> pooling() {
        List<CellId> cells =
                new ArrayList<>(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : Cells.CLIENTS) {
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
        return Cells.arm(Pooling.class, client, "pool", pool, "size", size, "fair", fair, "release", release);
    }

    /// Each way to wait, and each scheduler of virtual threads.
    static List<CellId> waiting() {
        List<Integer> concurrencies = List.of(1, 8, Cells.MAIN_CONCURRENCY);
        List<CellId> cells = new ArrayList<>(Cells.wire(Floor.class, concurrencies, "plaintext", "child"));
        for (int concurrency : concurrencies) {
            for (String waiting : List.of("block", "spin")) {
                Cells.CLIENTS.forEach(
                        client -> cells.add(waiting(client, waiting, VirtualThreadScheduler.DEFAULT, concurrency)));
            }
            for (VirtualThreadScheduler scheduler : VirtualThreadScheduler.values()) {
                if (scheduler != VirtualThreadScheduler.DEFAULT) {
                    cells.add(waiting("virtual", "block", scheduler, concurrency));
                }
            }
        }
        return cells;
    }

    private static CellId waiting(String client, String waiting, VirtualThreadScheduler scheduler, int concurrency) {
        return Cells.arm(
                Waiting.class,
                client,
                "waiting",
                waiting,
                "scheduler",
                scheduler.label(),
                "concurrency",
                Integer.toString(concurrency));
    }

    /// How many requests are under way on a connection.
    static List<CellId> pipelining() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child").stream()
                .filter(cell -> ON_LOOPS.equals(cell.parameters().get("client")))
                .toList());
        List.of("1", "4", "16").forEach(depth -> cells.add(Cells.arm(Pipelining.class, ON_LOOPS, "depth", depth)));
        return cells;
    }

    /// What is in place in case something goes wrong, on the wire and, where its noise hides it, in memory.
    static List<CellId> precautions() {
        List<CellId> cells = new ArrayList<>();
        for (String client : Cells.CLIENTS) {
            for (Precaution each : Precaution.values()) {
                cells.add(Cells.arm(Precautions.class, client, "precaution", each.label()));
            }
        }
        for (String method : List.of("exchange", "start")) {
            for (String each : List.of("none", "retries", "breaker", "all")) {
                cells.add(CellId.of(PrecautionCost.class, method, Map.of("precaution", each)));
            }
        }
        return cells;
    }

    /// Bodies by their size, and buffers by theirs.
    static List<CellId> sizes() {
        List<CellId> cells = new ArrayList<>();
        for (String scenario : LENGTHS) {
            cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), scenario, "child"));
        }
        for (String client : Cells.CLIENTS) {
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
        return Cells.arm(Sizes.class, client, "scenario", scenario, "gathering", gathering, "octets", octets);
    }

    /// A platform thread for each of 10 000 exchanges is left out: not every machine has room for them.
    static List<CellId> delay() {
        List<CellId> cells = new ArrayList<>(Cells.wire(Floor.class, List.of(1000), "delay-10", "child"));
        for (String client : Cells.CLIENTS) {
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
        return Cells.arm(
                Delay.class,
                client,
                "scenario",
                scenario,
                "concurrency",
                Integer.toString(concurrency),
                "octets",
                "4096");
    }
}
