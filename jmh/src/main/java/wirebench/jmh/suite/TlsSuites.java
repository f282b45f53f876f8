package wirebench.jmh.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.records.RecordSeal;
import wirebench.jmh.wire.ColdConnect;
import wirebench.jmh.wire.Floor;
import wirebench.jmh.wire.Handshakes;
import wirebench.jmh.wire.SecurePeers;
import wirebench.jmh.wire.Secured;

/// The suites about what TLS costs.
final class TlsSuites {
    private static final String MAIN_TLS = "tls13";

    private TlsSuites() {}

    /// Full and resumed, by version and key.
    static List<CellId> handshakes() {
        List<CellId> cells = new ArrayList<>(Cells.wire(ColdConnect.class, List.of(1), "plaintext", "child"));
        for (String session : List.of("full", "resumed")) {
            for (String client : Cells.CLIENTS) {
                cells.add(handshakes(client, MAIN_TLS, "p-256", session));
            }
            cells.add(handshakes("virtual", "tls12", "p-256", session));
            cells.add(handshakes("virtual", "tls12", "rsa-2048", session));
            cells.add(handshakes("virtual", MAIN_TLS, "rsa-2048", session));
        }
        return cells;
    }

    private static CellId handshakes(String client, String version, String key, String session) {
        return Cells.arm(
                Handshakes.class, client, "version", version, "key", key, "session", session, "concurrency", "1");
    }

    /// With and without TLS by the size of bodies, and the engine alone.
    static List<CellId> secured() {
        List<CellId> cells =
                new ArrayList<>(Cells.wire(Floor.class, List.of(Cells.MAIN_CONCURRENCY), "plaintext", "child"));
        for (String client : Cells.CLIENTS) {
            for (String scenario : List.of("plaintext", "bytes-1024", "bytes-10240", "bytes-102400")) {
                cells.add(Cells.arm(Secured.class, client, "scenario", scenario, "transport", "plain"));
                cells.add(Cells.arm(Secured.class, client, "scenario", scenario, "transport", MAIN_TLS));
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
    static List<CellId> securePeers() {
        List<CellId> cells = new ArrayList<>();
        Cells.CLIENTS.forEach(client -> cells.add(Cells.arm(Secured.class, client, "transport", MAIN_TLS)));
        for (String peer : Peers.names()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("peer", peer);
            parameters.put("transport", MAIN_TLS);
            parameters.put("concurrency", Integer.toString(Cells.MAIN_CONCURRENCY));
            parameters.put("scenario", "plaintext");
            parameters.put("server", "child");
            cells.add(CellId.of(SecurePeers.class, "exchange", parameters));
        }
        return cells;
    }
}
