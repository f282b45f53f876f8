package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.ServerConfig;

class CapacityTest {
    private static final String LONG = RawClient.get("/capacity/3600000?limit=2");

    private static RawClient inService(LoopbackServer server) throws IOException {
        long before = server.counters().octetsIn();
        RawClient client = RawClient.open(server).send(LONG);
        Await.until(() -> server.counters().octetsIn() > before);
        return client;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoComesWhenAllPlacesAreTakenIsTurnedAwayAtOnce(int loops) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(loops));
                RawClient first = inService(server);
                RawClient second = inService(server);
                RawClient third = RawClient.open(server)) {
            for (int i = 0; i < 5; i++) {
                assertThat(third.exchange(LONG).status()).isEqualTo(503);
            }
            assertThat(third.exchange(RawClient.get("/capacity/0?limit=3")).body())
                    .isEqualTo("Hello, World!");
            assertThat(server.counters().overCapacity()).isEqualTo(5);
            assertThat(server.counters().capacityPeak()).isEqualTo(3);
            assertThat(server.counters().exchanges()).isEqualTo(6);
            assertThat(server.counters().openConnections()).isEqualTo(3);
            assertThat(first.received() + second.received()).isZero();
        }
    }

    @Test
    void whoLeavesInServiceGivesThePlaceBack() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient other = RawClient.open(server)) {
            inService(server).close();
            inService(server).close();
            Await.until(() -> server.counters().openConnections() == 1);
            for (int i = 0; i < 5; i++) {
                assertThat(other.exchange(RawClient.get("/capacity/1?limit=1")).status())
                        .isEqualTo(200);
            }
            assertThat(other.exchange(RawClient.get("/capacity/1?limit=0")).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void everyRequestIsEitherServedOrTurnedAwayAndNeverMoreThanTheLimitAreInService() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(2))) {
            for (int i = 0; i < 20; i++) {
                clients.add(RawClient.open(server));
            }
            int turnedAway = 0;
            for (int round = 0; round < 10; round++) {
                for (RawClient client : clients) {
                    client.send(RawClient.get("/capacity/3?limit=4"));
                }
                for (RawClient client : clients) {
                    turnedAway += client.receive().status() == 503 ? 1 : 0;
                }
            }
            assertThat(server.counters().capacityPeak()).isBetween(1L, 4L);
            assertThat(server.counters().overCapacity()).isEqualTo(turnedAway);
            assertThat(server.counters().exchanges()).isEqualTo(200);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
