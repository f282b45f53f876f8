package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
