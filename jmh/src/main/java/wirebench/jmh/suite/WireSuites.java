package wirebench.jmh.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.wire.ColdConnect;
import wirebench.jmh.wire.Floor;
import wirebench.jmh.wire.KeepAlive;
import wirebench.jmh.wire.PeerExchange;

/// The suites about whole exchanges, of the clients as they are delivered.
final class WireSuites {
    private static final List<Integer> CONCURRENCIES = List.of(1, 8, 64, 512);
    private static final int COLD_CONCURRENCY = 8;
    private static final List<String> MORE_SCENARIOS = List.of("json", "bytes-1024", "bytes-65536", "chunked-16x256");

    private WireSuites() {}

    /// The smallest run that shows the clients beside their floors.
    static List<CellId> smoke() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(Cells.wire(KeepAlive.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        cells.add(Cells.headDecode(Cells.OURS, "typical", "whole"));
        cells.add(Cells.requestEncode(Cells.OURS, "get", "typical", "kept"));
        return cells;
    }

    /// A first impression of everything.
    static List<CellId> quick() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(Cells.wire(KeepAlive.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(Cells.wire(Floor.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(Cells.wire(ColdConnect.class, List.of(COLD_CONCURRENCY), "plaintext", "child"));
        Cells.INPUTS.forEach(input -> cells.add(Cells.headDecode(Cells.OURS, "typical", input)));
        cells.add(Cells.chunkDecode(Cells.OURS, Cells.MAIN_CHUNK, "copied", "whole"));
        cells.add(Cells.requestEncode(Cells.OURS, "get", "typical", "kept"));
        return cells;
    }

    /// All of it.
    static List<CellId> standard() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(Cells.wire(KeepAlive.class, CONCURRENCIES, "plaintext", "child"));
        cells.addAll(Cells.wire(Floor.class, CONCURRENCIES, "plaintext", "child"));
        for (String scenario : MORE_SCENARIOS) {
            cells.addAll(Cells.wire(KeepAlive.class, List.of(Cells.MAIN_CONCURRENCY), scenario, "child"));
            cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), scenario, "child"));
        }
        cells.addAll(Cells.wire(KeepAlive.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "embedded"));
        cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "embedded"));
        cells.addAll(Cells.wire(ColdConnect.class, List.of(COLD_CONCURRENCY), "plaintext", "child"));
        for (String input : Cells.INPUTS) {
            Cells.HEADS.forEach(head -> cells.add(Cells.headDecode(Cells.OURS, head, input)));
            Cells.CHUNKS.forEach(chunk -> cells.add(Cells.chunkDecode(Cells.OURS, chunk, "copied", input)));
        }
        Cells.HEADS.forEach(head -> cells.add(Cells.requestEncode(Cells.OURS, "get", head, "kept")));
        return cells;
    }

    /// Off-the-shelf clients beside ours and the floors.
    static List<CellId> peers() {
        List<CellId> cells = new ArrayList<>();
        cells.addAll(Cells.wire(KeepAlive.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        cells.addAll(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        for (String peer : Peers.names()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("peer", peer);
            parameters.put("concurrency", Integer.toString(Cells.MAIN_CONCURRENCY));
            parameters.put("scenario", "plaintext");
            parameters.put("server", "child");
            cells.add(CellId.of(PeerExchange.class, "exchange", parameters));
        }
        return cells;
    }
}
