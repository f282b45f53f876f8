package wirebench.jmh.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wirebench.jmh.codec.ChunkDecode;
import wirebench.jmh.codec.HeadDecode;
import wirebench.jmh.codec.RequestEncode;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.wire.ArmBenchmark;

/// How the cells of suites are named: each with the usual values of what is not said.
final class Cells {
    static final List<String> CLIENTS = List.of("blocking", "nio", "virtual");
    static final int MAIN_CONCURRENCY = 64;
    static final String MAIN_CHUNK = "8192";
    static final String OURS = "wirebench";
    static final List<String> INPUTS = List.of("whole", "segmented", "fragmented");
    static final List<String> HEADS = List.of("small", "typical", "large");
    static final List<String> CHUNKS = List.of("16", "128", "1024", "8192", "65536");

    private Cells() {}

    /// A cell with the usual values of what is not named.
    static CellId arm(Class<? extends ArmBenchmark> type, String client, String... namesAndValues) {
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

    /// The three clients, or their floors, at each concurrency.
    static List<CellId> wire(Class<?> type, List<Integer> concurrencies, String scenario, String server) {
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

    /// Decoding a response head.
    static CellId headDecode(String decoder, String head, String input) {
        return CellId.of(HeadDecode.class, "decode", Map.of("decoder", decoder, "head", head, "input", input));
    }

    /// Decoding a chunked body.
    static CellId chunkDecode(String decoder, String chunk, String body, String input) {
        return CellId.of(
                ChunkDecode.class, "decode", Map.of("decoder", decoder, "chunk", chunk, "body", body, "input", input));
    }

    /// Encoding a request.
    static CellId requestEncode(String encoder, String method, String head, String request) {
        return CellId.of(
                RequestEncode.class,
                "encode",
                Map.of("encoder", encoder, "method", method, "head", head, "request", request));
    }
}
