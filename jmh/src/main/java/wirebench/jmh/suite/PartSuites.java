package wirebench.jmh.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wirebench.jmh.codec.BodyFloor;
import wirebench.jmh.codec.DecoderArm;
import wirebench.jmh.codec.EncoderArm;
import wirebench.jmh.codec.HeadScan;
import wirebench.jmh.codec.ValueScanArm;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.pools.LeasePool;
import wirebench.jmh.pools.PoolOnly;

/// The suites about parts of a client, without a network: its codec and its pools.
final class PartSuites {
    private static final List<String> LIBRARIES = List.of("wirebench", "netty", "jetty", "httpcore");

    private PartSuites() {}

    /// Our codec beside those of its peers: what `docs/parser.md` reports.
    static List<CellId> parser() {
        List<CellId> cells = new ArrayList<>();
        for (String decoder : DecoderArm.NAMES) {
            Cells.INPUTS.forEach(input -> cells.add(Cells.headDecode(decoder, "typical", input)));
        }
        for (String decoder : LIBRARIES) {
            cells.add(Cells.headDecode(decoder, "small", "whole"));
            cells.add(Cells.headDecode(decoder, "large", "whole"));
        }
        for (String chunk : Cells.CHUNKS) {
            LIBRARIES.forEach(decoder -> cells.add(Cells.chunkDecode(decoder, chunk, "copied", "whole")));
            cells.add(CellId.of(BodyFloor.class, "copy", Map.of("chunk", chunk)));
        }
        List.of("wirebench", "netty", "jetty")
                .forEach(decoder -> cells.add(Cells.chunkDecode(decoder, Cells.MAIN_CHUNK, "announced", "whole")));
        cells.add(CellId.of(BodyFloor.class, "read", Map.of("chunk", Cells.MAIN_CHUNK)));
        for (String encoder : EncoderArm.NAMES) {
            cells.add(Cells.requestEncode(encoder, "get", "typical", "kept"));
            cells.add(Cells.requestEncode(encoder, "post", "typical", "kept"));
            cells.add(Cells.requestEncode(encoder, "get", "typical", "anew"));
        }
        for (String scan : ValueScanArm.NAMES) {
            cells.add(CellId.of(HeadScan.class, "scan", Map.of("head", "typical", "scan", scan)));
            cells.add(CellId.of(HeadScan.class, "scan", Map.of("head", "large", "scan", scan)));
        }
        return cells;
    }

    /// Pools with enough for all, and with fewer than want one.
    static List<CellId> pools() {
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
}
