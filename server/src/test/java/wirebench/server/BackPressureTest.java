package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.Counters;
import wirebench.server.config.ScenarioTest;
import wirebench.server.config.ServerConfig;
import wirebench.server.http.Sending;

/// Clients that read little at a time, or not at all, so that the server's writes are partial.
class BackPressureTest {
    private LoopbackServer server;
    private RawClient slow;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT);
        slow = RawClient.slow(server);
    }

    @AfterEach
    void stop() throws IOException {
        slow.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/8000000", "/chunked/8x1000000", "/chunked/80000x100", "/close?octets=8000000"})
    void longBodyIsWholeForASlowReader(String target) throws IOException {
        slow.send(RawClient.get(target));
        // The answer is far larger than what both kernels' buffers hold, so the server is stuck before this reads on.
        assertThat(slow.line()).isEqualTo("HTTP/1.1 200 OK");
        assertOtherClientsAreServed();
        assertThat(slow.body()).isEqualTo(ScenarioTest.pattern(8_000_000));
    }

    @Test
    void largeHeadIsWholeForASlowReader() throws IOException {
        RawClient.Response response = slow.exchange(RawClient.get("/fields/100000?octets=60"));
        assertThat(response.fields()).hasSize(100_004);
        assertThat(response.body()).isEqualTo("Hello, World!");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderWhenTheClientReadsLate() throws IOException {
        StringBuilder requests = new StringBuilder();
        int count = 6_000;
        for (int i = 0; i < count; i++) {
            requests.append(RawClient.get(i % 2 == 0 ? "/bytes/" + i : "/get?" + i));
        }
        try (Sending _ = Sending.start(slow, requests.toString())) {
            for (int i = 0; i < count; i++) {
                RawClient.Response response = slow.receive();
                if (i % 2 == 0) {
                    assertThat(response.field("Content-Length")).isEqualTo(String.valueOf(i));
                } else {
                    assertThat(response.body()).contains("\"/get?" + i + "\"");
                }
            }
        }
        assertThat(server.counters().exchanges()).isEqualTo(count);
    }

    @Test
    void echoStopsReadingWhileItCannotWrite() throws IOException {
        int octets = 32_000_000;
        String head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + octets + "\r\n\r\n";
        try (Sending _ = Sending.start(slow, head + ScenarioTest.pattern(octets))) {
            assertThat(slow.line()).isEqualTo("HTTP/1.1 200 OK");
            awaitStandstill();
            assertThat(server.counters().octetsIn()).isLessThan(octets);
            assertOtherClientsAreServed();
            assertThat(slow.body()).isEqualTo(ScenarioTest.pattern(octets));
        }
    }

    @Test
    void readerThatLeavesInTheMiddleIsForgotten() throws IOException {
        slow.send(RawClient.get("/bytes/100000000"));
        assertThat(slow.line()).isEqualTo("HTTP/1.1 200 OK");
        slow.close();
        Await.until(() -> server.counters().openConnections() == 0);
        assertThat(server.counters().exchanges()).isZero();
        assertOtherClientsAreServed();
    }

    private void assertOtherClientsAreServed() throws IOException {
        try (RawClient other = RawClient.open(server)) {
            assertThat(other.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
        }
    }

    /// Waits until the server has neither read nor written for a while.
    private void awaitStandstill() {
        long[] last = {-1, 0};
        Await.until(() -> {
            Counters now = server.counters();
            long octets = now.octetsIn() + now.octetsOut();
            last[1] = octets == last[0] ? last[1] + 1 : 0;
            last[0] = octets;
            return last[1] > 100;
        });
    }
}
