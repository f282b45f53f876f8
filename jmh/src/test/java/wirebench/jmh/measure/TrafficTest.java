package wirebench.jmh.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.load.LoadException;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.Expectation;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

class TrafficTest {
    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nio", "virtual"})
    void bothEndsCountTheSameExchangesAndConnections(String client) throws Exception {
        WireParameters parameters = new WireParameters(client, 8, "plaintext", "embedded");
        try (WireMeasurement arm = WireMeasurement.ofClient(cell("KeepAlive"), parameters, Fields.NONE)) {
            arm.drive(500); // closing compares the counts
        }
        try (WireMeasurement arm = WireMeasurement.ofFloor(cell("Floor"), parameters)) {
            arm.drive(500);
        }
        try (WireMeasurement arm = WireMeasurement.ofClient(cell("Cold"), parameters, ClientTraffic.closing())) {
            arm.drive(50);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "blocking,plaintext", "nio,plaintext", "virtual,plaintext",
        "nio,json", "nio,bytes-70000", "virtual,chunked-5x7"
    })
    void theFloorMovesTheSameOctetsAsTheClient(String client, String scenario) throws Exception {
        WireParameters parameters = new WireParameters(client, 4, scenario, "embedded");
        try (MeasuredServer server = MeasuredServer.start("embedded")) {
            Counters start = server.counters();
            try (Traffic arm = ClientTraffic.open(parameters, server.url(), Fields.NONE)) {
                arm.loop().drive(100 - arm.proofs());
            }
            Counters client100 = server.counters().since(start);
            Counters middle = server.counters();
            try (Traffic floor = FloorTraffic.open(parameters, server)) {
                floor.loop().drive(100 - floor.proofs());
            }
            Counters floor100 = server.counters().since(middle);
            assertThat(client100.exchanges()).isEqualTo(100).isEqualTo(floor100.exchanges());
            assertThat(client100.octetsIn()).isEqualTo(floor100.octetsIn());
            assertThat(client100.octetsOut()).isEqualTo(floor100.octetsOut());
        }
    }

    @Test
    void coldExchangesHaveAConnectionEach() throws Exception {
        WireParameters parameters = new WireParameters("virtual", 2, "plaintext", "embedded");
        try (MeasuredServer server = MeasuredServer.start("embedded");
                Traffic arm = ClientTraffic.open(parameters, server.url(), ClientTraffic.closing())) {
            arm.loop().drive(20);
            assertThat(arm.connections()).hasValue(20 + arm.proofs());
            assertThat(arm.connections()).hasValue(server.counters().connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nio", "virtual"})
    void aServerThatDiesFailsTheMeasurementInsteadOfHangingIt(String client) throws Exception {
        WireParameters parameters = new WireParameters(client, 4, "plaintext", "embedded");
        MeasuredServer server = MeasuredServer.start("embedded");
        try (Traffic arm = ClientTraffic.open(parameters, server.url(), Fields.NONE);
                Traffic floor = FloorTraffic.open(parameters, server)) {
            arm.loop().drive(100);
            floor.loop().drive(100);
            server.close();
            assertThatThrownBy(() -> arm.loop().drive(100)).isInstanceOf(LoadException.class);
            assertThatThrownBy(() -> floor.loop().drive(100)).isInstanceOf(LoadException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nio", "virtual"})
    void aServerThatDiesEndsATimedLoadEarly(String client) throws Exception {
        MeasuredServer server = MeasuredServer.start("embedded");
        HttpRequest request = HttpRequest.get(server.url() + "/plaintext");
        try (HttpClient http = ClientProvider.named(client).open(ClientConfig.DEFAULT)) {
            Expectation expectation = Expectation.observe(http, request);
            assertThat(expectation).isEqualTo(new Expectation(200, 13));
            try (ClosedLoop loop = ClosedLoop.of(http, request, expectation, 4, Patience.DEFAULT)) {
                assertThat(loop.run(100).errors()).isEmpty();
                server.close();
                LoadResult result = loop.run(Duration.ofMinutes(10));
                assertThat(result.gaveUpBecause()).isPresent();
                assertThat(result.errors()).containsKey("connect");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nio", "virtual"})
    void anotherResponseThanExpectedIsAnError(String client) throws Exception {
        try (MeasuredServer server = MeasuredServer.start("embedded");
                HttpClient http = ClientProvider.named(client).open(ClientConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url() + "/status/503");
            try (ClosedLoop loop = ClosedLoop.of(http, request, new Expectation(200, 13), 2, Patience.DEFAULT)) {
                LoadResult result = loop.run(50);
                assertThat(result.errors()).containsExactly(Map.entry("unexpected", 50L));
                assertThat(result.exchanges()).isZero();
            }
        }
    }

    @Test
    void countsThatDifferFailTheMeasurement() throws Exception {
        WireParameters parameters = new WireParameters("virtual", 2, "plaintext", "embedded");
        try (MeasuredServer server = MeasuredServer.start("embedded");
                HttpClient stranger = ClientProvider.named("blocking").open(ClientConfig.DEFAULT)) {
            WireMeasurement arm = WireMeasurement.on(
                    server,
                    cell("KeepAlive"),
                    parameters,
                    (peer, actual) -> ClientTraffic.open(actual, peer.url(), Fields.NONE));
            arm.drive(10);
            stranger.send(HttpRequest.get(server.url() + "/plaintext"));
            assertThatThrownBy(arm::close)
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("client and server disagree");
        }
    }

    @Test
    void theServerOfItsOwnProcessEndsWithTheMeasurement() throws Exception {
        WireParameters parameters = new WireParameters("nio", 2, "plaintext", "child");
        try (WireMeasurement arm = WireMeasurement.ofClient(cell("KeepAlive"), parameters, Fields.NONE)) {
            arm.drive(10);
            assertThat(ProcessHandle.current().descendants()).isNotEmpty();
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "bytes-", "bytes-x", "bytes-12345678", "chunked-3", "../etc"})
    void unknownScenariosAreRefusedWithAListOfTheOthers(String name) {
        assertThatThrownBy(() -> MeasuredScenario.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plaintext, json, bytes-N, chunked-CHUNKSxSIZE, delay-MILLIS, post-N");
    }

    @Test
    void unknownServersAndFloorsAreRefusedWithAListOfTheOthers() throws IOException {
        assertThatThrownBy(() -> MeasuredServer.start("remote")).hasMessageContaining("child, embedded");
        try (MeasuredServer server = MeasuredServer.start("embedded")) {
            WireParameters parameters = new WireParameters("async", 1, "plaintext", "embedded");
            assertThatThrownBy(() -> FloorTraffic.open(parameters, server))
                    .hasMessageStartingWith("there is no client 'async'; choose one of ")
                    .hasMessageContainingAll("blocking", "nio", "virtual");
        }
    }

    @Test
    void aWrongBodyIsRefused() {
        MeasuredScenario scenario = MeasuredScenario.named("bytes-30");
        assertThat(new String(scenario.body(), StandardCharsets.US_ASCII)).isEqualTo("abcdefghijklmnopqrstuvwxyzabcd");
        assertThatThrownBy(() -> scenario.requireBody("the arm", 200, new byte[30]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/bytes/30");
    }

    private static CellId cell(String type) {
        return CellId.of("wirebench.jmh." + type + ".exchange", new TreeMap<>());
    }
}
