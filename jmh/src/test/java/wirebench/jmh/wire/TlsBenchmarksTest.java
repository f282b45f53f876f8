package wirebench.jmh.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import wirebench.jmh.measure.MeasuredServer;
import wirebench.jmh.measure.MeasuredTls;
import wirebench.jmh.measure.PeerTraffic;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.records.RecordSeal;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

class TlsBenchmarksTest {
    private static final CellId CELL = CellId.of("wirebench.jmh.Tls.exchange", new TreeMap<>());
    private static final int FEW = 40;

    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> PEERS = Peers.names();

    @ParameterizedTest
    @CsvSource({
        "blocking,tls12,rsa-2048", "blocking,tls13,p-256",
        "nio,tls12,p-256", "nio,tls13,rsa-2048",
        "virtual,tls12,rsa-2048", "virtual,tls13,p-256"
    })
    void everyHandshakeIsOfTheKindThatIsMeasured(String client, String version, String key) throws Exception {
        for (String session : List.of("full", "resumed")) {
            Handshakes benchmark = handshakes(client, version, key, session);
            benchmark.open(CELL);
            for (int iteration = 0; iteration < 2; iteration++) {
                benchmark.begin();
                benchmark.drive(FEW);
                benchmark.requireHandshakes();
            }
            benchmark.close(); // which compares the counts of both ends
        }
    }

    @Test
    void handshakesOfTheOtherKindFailTheFork() throws Exception {
        Handshakes benchmark = handshakes("blocking", "tls13", "p-256", "full");
        benchmark.open(CELL);
        benchmark.begin();
        benchmark.drive(FEW);
        benchmark.session = "resumed";
        assertThatThrownBy(benchmark::requireHandshakes)
                .isInstanceOf(LoadException.class)
                .hasMessage("of 40 exchanges with resumed handshakes, 40 had one, and 0 a resumed one");
        benchmark.close();
    }

    @Test
    void unknownSessionsVersionsAndKeysAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> handshakes("nio", "tls13", "p-256", "half").parameters())
                .hasMessageContaining("full, resumed");
        assertThatThrownBy(() -> MeasuredTls.of("tls11", "p-256")).hasMessageContaining("tls12, tls13");
        assertThatThrownBy(() -> MeasuredTls.of("tls13", "dsa")).hasMessageContaining("rsa-2048, p-256");
    }

    @ParameterizedTest
    @CsvSource({
        "blocking,plain,plaintext", "blocking,tls12,bytes-0", "blocking,tls13,bytes-102400",
        "nio,plain,plaintext", "nio,tls12,bytes-102400", "nio,tls13,bytes-1024",
        "virtual,plain,bytes-0", "virtual,tls12,plaintext", "virtual,tls13,bytes-10240"
    })
    void keptConnectionsHaveOneHandshakeIfAny(String client, String transport, String scenario) throws Exception {
        Secured benchmark = new Secured();
        benchmark.client = client;
        benchmark.server = "embedded";
        benchmark.transport = transport;
        benchmark.scenario = scenario;
        benchmark.concurrency = 4;
        try (WireMeasurement arm = benchmark.measure(CELL, benchmark.parameters())) {
            arm.drive(FEW);
            Counters counters = arm.counters();
            assertThat(counters.handshakes()).isEqualTo(transport.equals("plain") ? 0 : counters.connections());
            assertThat(counters.connections()).isLessThan(FEW);
        }
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void everyPeerGetsItsAnswersByWayOfTls(String peer) throws Exception {
        WireParameters parameters = new WireParameters(peer, 4, "bytes-70000", "embedded");
        MeasuredTls tls = MeasuredTls.of("tls13", "p-256");
        try (WireMeasurement arm = WireMeasurement.ofPeer(CELL, parameters.secured(tls))) {
            arm.drive(FEW);
            Counters counters = arm.counters();
            assertThat(counters.handshakes()).isPositive();
            assertThat(counters.connections()).isLessThanOrEqualTo(4 + 1 + 2 + 1); // with the rehearsal and two proofs
        }
    }

    @Test
    void aPeerThatDoesNotTrustTheServerGetsNothing() throws Exception {
        WireParameters parameters = new WireParameters("apache-lax", 1, "plaintext", "embedded");
        MeasuredTls shown = MeasuredTls.of("tls13", "p-256");
        MeasuredTls trusted = MeasuredTls.of("tls13", "p-256");
        try (MeasuredServer server = MeasuredServer.start("embedded", shown)) {
            assertThatThrownBy(() -> PeerTraffic.open(parameters.secured(trusted), server))
                    .isInstanceOf(LoadException.class);
            assertThat(server.counters().exchanges()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"engine,tls12", "engine,tls13", "conduit,tls12", "conduit,tls13"})
    void recordsGoBothWaysAgainAndAgain(String arm, String version) throws Exception {
        for (int octets : new int[] {1, 1024, 16_000}) {
            RecordSeal benchmark = new RecordSeal();
            benchmark.arm = arm;
            benchmark.version = version;
            benchmark.octets = octets;
            benchmark.open(); // proves the octets
            for (int i = 0; i < FEW; i++) {
                assertThat(benchmark.exchange()).isEqualTo(octets);
            }
        }
    }

    @Test
    void operationsAreWhatOneInvocationCarriesOut() {
        assertThat(operations(Handshakes.class)).isEqualTo(new Handshakes().batch());
        assertThat(operations(Secured.class)).isEqualTo(new Secured().batch());
    }

    private static int operations(Class<?> benchmark) {
        return benchmark.getAnnotation(OperationsPerInvocation.class).value();
    }

    private static Handshakes handshakes(String client, String version, String key, String session) {
        Handshakes benchmark = new Handshakes();
        benchmark.client = client;
        benchmark.server = "embedded";
        benchmark.version = version;
        benchmark.key = key;
        benchmark.session = session;
        benchmark.concurrency = 1;
        benchmark.scenario = "plaintext";
        return benchmark;
    }
}
