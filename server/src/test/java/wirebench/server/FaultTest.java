package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.server.config.ServerConfig;

class FaultTest {
    private LoopbackServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT);
        client = RawClient.open(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void resetBeforeTheHeadIsAResetAndNotAnEnd() throws IOException {
        client.send(RawClient.get("/fault/reset-before-head"));
        assertThatThrownBy(client::rest).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(server.counters().faults()).isOne();
        assertThat(server.counters().exchanges()).isZero();
    }

    @Test
    void resetInTheBodyComesBehindTheOctetsBeforeIt() throws IOException {
        client.send(RawClient.get("/fault/reset-in-body"));
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        assertThatThrownBy(client::rest).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void truncatedBodyEndsEarly() throws IOException {
        client.send(RawClient.get("/fault/truncate"));
        assertThatThrownBy(client::receive).isInstanceOf(EOFException.class).hasMessageContaining("512 octets early");
    }

    @Test
    void garbageIsNoHttp() throws IOException {
        client.send(RawClient.get("/fault/garbage"));
        assertThat(client.rest()).isNotEmpty().doesNotContain("HTTP/1");
    }

    @Test
    void drippedAnswerIsWholeInTheEnd() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/fault/drip?millis=1"));
        assertThat(response.body()).isEqualTo("Hello, World!");
        assertThat(client.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        assertThat(server.counters().exchanges()).isEqualTo(2);
    }

    @Test
    void drippedAnswerSaysWhatBecomesOfTheConnection() throws IOException {
        RawClient.Response response =
                client.exchange("GET /fault/drip?millis=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void dripHasAPauseBetweenTwoOctets() throws IOException {
        long startNanos = System.nanoTime();
        client.send(RawClient.get("/fault/drip?millis=5"));
        for (int i = 0; i < 11; i++) {
            client.octet();
        }
        assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void onePartAloneIsDripped() throws IOException {
        assertThat(client.exchange(RawClient.get("/fault/drip?millis=1&in=head"))
                        .body())
                .isEqualTo("Hello, World!");
        assertThat(client.exchange(RawClient.get("/fault/drip?millis=1&in=body"))
                        .body())
                .isEqualTo("Hello, World!");
        assertThat(server.counters().exchanges()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"head, 1", "body, 84"})
    void headComesAtOnceIfOnlyTheBodyIsDripped(String part, int octets) throws IOException {
        client.send(RawClient.get("/fault/drip?millis=3600000&in=" + part));
        for (int i = 0; i < octets; i++) {
            client.octet();
        }
        assertThat(server.counters().octetsOut()).isEqualTo(octets);
        assertThat(server.counters().exchanges()).isZero();
    }

    @Test
    void truncatedRecordIsATruncatedBodyWhereThereAreNoRecords() throws IOException {
        client.send(RawClient.get("/plaintext") + RawClient.get("/fault/truncate-record"));
        assertThat(client.receive().body()).isEqualTo("Hello, World!");
        assertThatThrownBy(client::receive).isInstanceOf(EOFException.class).hasMessageContaining("512 octets early");
        assertThat(server.counters().exchanges()).isOne();
        assertThat(server.counters().faults()).isOne();
    }

    @Test
    void halfClosedConnectionReadsOnUntilTheClientEnds() throws IOException {
        RawClient.Response response = client.exchange(RawClient.get("/fault/half-close"));
        assertThat(response.body()).isEqualTo("Hello, World!");
        assertThat(response.field("Connection")).isEmpty();
        assertThat(client.rest()).isEmpty();
        for (int i = 0; i < 100; i++) {
            client.send(RawClient.get("/bytes/100000")); // a closed socket would answer with a reset
        }
        assertThat(server.counters().openConnections()).isOne();
        assertThat(server.counters().exchanges()).isOne();
        client.endOutput();
        Await.until(() -> server.counters().openConnections() == 0);
        assertThat(server.counters().faults()).isZero();
    }

    @Test
    void stalledRequestIsNeverAnsweredAndEndsWithTheClient() throws IOException {
        client.send(RawClient.get("/fault/stall") + RawClient.get("/plaintext"));
        Await.until(() -> server.counters().faults() == 1);
        assertThat(server.counters().openConnections()).isOne();
        client.endOutput();
        assertThat(client.rest()).isEmpty();
        assertThat(server.counters().exchanges()).isZero();
        Await.until(() -> server.counters().openConnections() == 0);
    }

    @Test
    void faultsHitOnlyTheirOwnConnection() throws IOException {
        try (RawClient other = RawClient.open(server)) {
            other.exchange(RawClient.get("/plaintext"));
            client.send(RawClient.get("/fault/reset-before-head"));
            assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
            assertThat(other.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }

    @Test
    void resetInTheHeadComesBehindHalfAField() throws IOException {
        client.send(RawClient.get("/fault/reset-in-head"));
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        assertThatThrownBy(client::rest).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(server.counters().faults()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"/fault/stall-in-head, Content-Le", "/fault/stall-in-body, xyzabcdefghijklmnopqr"})
    void stalledAnswerStopsHalfWayAndEndsWithTheClient(String target, String last) throws IOException {
        client.send(RawClient.get(target));
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        Await.until(() -> server.counters().faults() == 1);
        assertThat(server.counters().openConnections()).isOne();
        client.endOutput();
        assertThat(client.rest()).endsWith(last);
    }

    private static List<Integer> storm(String query) throws IOException {
        try (LoopbackServer fresh = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient asking = RawClient.open(fresh)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                RawClient.Response response = asking.exchange(RawClient.get("/fault/storm" + query));
                statuses.add(response.status());
                assertThat(response.field("Retry-After")).isEqualTo(response.status() == 503 ? "0" : "");
            }
            assertThat(fresh.counters().exchanges()).isEqualTo(200);
            assertThat(fresh.counters().faults()).isZero();
            return statuses;
        }
    }

    @Test
    void stormIsDecidedByItsSeed() throws IOException {
        assertThat(storm("?percent=30&seed=7")).isEqualTo(storm("?percent=30&seed=7"));
        assertThat(storm("?percent=30&seed=7")).isNotEqualTo(storm("?percent=30&seed=8"));
        assertThat(storm("?percent=30").stream().filter(status -> status == 503).count())
                .isBetween(30L, 90L);
        assertThat(storm("?percent=0")).containsOnly(200);
        assertThat(storm("?percent=100")).containsOnly(503);
        assertThat(client.exchange(RawClient.get("/fault/storm?percent=101")).status())
                .isEqualTo(400);
    }

    @Test
    void everyFlakyRequestIsCountedEitherAsAnExchangeOrAsAFault() throws IOException {
        int whole = 0;
        int broken = 0;
        for (int i = 0; i < 100; i++) {
            try (RawClient asking = RawClient.open(server)) {
                asking.exchange(RawClient.get("/fault/flaky?seed=3&millis=1"));
                whole++;
            } catch (IOException e) {
                broken++;
            }
        }
        assertThat(whole).isBetween(50, 90);
        assertThat(server.counters().exchanges()).isEqualTo(whole);
        assertThat(server.counters().faults()).isEqualTo(broken);
    }
}
