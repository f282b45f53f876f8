package wirebench.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.Await;
import wirebench.server.LoopbackServer;
import wirebench.server.RawClient;
import wirebench.server.config.ServerConfig;

class StandstillTest {
    private static final long MILLI = 1_000_000;
    private static final String LONG = RawClient.get("/fault/stall-once?after=0&millis=3600000");

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 20 * MILLI, Long.MIN_VALUE}) // nanoTime() may be anything
    void whoComesDuringTheStandstillWaitsForItsEndAndNobodyElseDoes(long firstNanos) {
        Standstill standstill = new Standstill();
        assertThat(standstill.leftMillis(firstNanos, 10, 20)).isZero();
        assertThat(standstill.leftMillis(firstNanos + 10 * MILLI - 1, 10, 20)).isZero();
        assertThat(standstill.leftMillis(firstNanos + 10 * MILLI, 10, 20)).isEqualTo(20);
        assertThat(standstill.leftMillis(firstNanos + 22 * MILLI + 1, 10, 20)).isEqualTo(8);
        assertThat(standstill.leftMillis(firstNanos + 30 * MILLI - 1, 10, 20)).isEqualTo(1);
        assertThat(standstill.leftMillis(firstNanos + 30 * MILLI, 10, 20)).isZero();
        assertThat(standstill.leftMillis(firstNanos + 1_000_000 * MILLI, 10, 20))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allConnectionsOfAllLoopsStandStill(int loops) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(loops));
                RawClient first = RawClient.open(server).send(LONG);
                RawClient second = RawClient.open(server).send(LONG);
                RawClient other = RawClient.open(server)) {
            Await.until(() -> server.counters().octetsIn() == 2L * LONG.length());
            assertThat(other.exchange(RawClient.get("/plaintext")).status()).isEqualTo(200);
            assertThat(server.counters().exchanges()).isEqualTo(1);
            assertThat(first.received() + second.received()).isZero();
        }
    }

    @Test
    void everybodyIsAnsweredInTheEnd() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient client = RawClient.open(server)) {
            String request = RawClient.get("/fault/stall-once?after=0&millis=20");
            for (int i = 0; i < 3; i++) {
                assertThat(client.exchange(request).body()).isEqualTo("Hello, World!");
            }
            assertThat(server.counters().exchanges()).isEqualTo(3);
            assertThat(server.counters().faults()).isZero();
        }
    }
}
