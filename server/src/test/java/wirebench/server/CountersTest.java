package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Count;

public class CountersTest {
    private static final String COUNTERS = RawClient.get("/counters");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void clientAndServerCountTheSame(int loops) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(loops));
                RawClient observer = RawClient.open(server)) {
            List<RawClient> clients = new ArrayList<>();
            int exchanges = 0;
            for (int i = 0; i < 7; i++) {
                RawClient client = RawClient.open(server);
                clients.add(client);
                for (String target :
                        List.of("/plaintext", "/bytes/300000", "/chunked/3x5", "/get", "/status/204", "/no")) {
                    client.exchange(RawClient.get(target));
                    exchanges++;
                    Counters seen = Counters.parse(observer.exchange(COUNTERS).body());
                    assertThat(seen).isEqualTo(expected(clients, exchanges));
                    assertThat(server.counters()).isEqualTo(seen);
                }
            }
            for (RawClient client : clients) {
                client.close();
            }
            Await.until(() -> server.counters().openConnections() == 0);
        }
    }

    private static Counters expected(List<RawClient> clients, int exchanges) {
        long in = clients.stream().mapToLong(RawClient::sent).sum();
        long out = clients.stream().mapToLong(RawClient::received).sum();
        return traffic(clients.size(), exchanges, in, out);
    }

    /// What is counted if nothing but exchanges happens, and no connection ends.
    public static Counters traffic(long connections, long exchanges, long in, long out) {
        String json = Counters.NONE
                .toJson()
                .replace("\"connections\":0", "\"connections\":" + connections)
                .replace("\"openConnections\":0", "\"openConnections\":" + connections)
                .replace("\"exchanges\":0", "\"exchanges\":" + exchanges)
                .replace("\"octetsIn\":0", "\"octetsIn\":" + in)
                .replace("\"octetsOut\":0", "\"octetsOut\":" + out);
        return Counters.parse(json);
    }

    @Test
    void connectionIsCountedWithoutARequest() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient silent = RawClient.open(server);
                RawClient observer = RawClient.open(server)) {
            Counters seen = Counters.parse(observer.exchange(COUNTERS).body());
            assertThat(seen.connections()).isOne();
            assertThat(silent.received()).isZero();
        }
    }

    @Test
    void observerBecomesAClientWithItsFirstOtherRequest() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient client = RawClient.open(server)) {
            client.exchange(COUNTERS);
            assertThat(server.counters()).isEqualTo(Counters.NONE);
            client.exchange("HEAD /counters HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(server.counters()).isEqualTo(Counters.NONE);
            client.exchange(RawClient.get("/plaintext"));
            assertThat(server.counters().connections()).isOne();
            assertThat(server.counters().openConnections()).isOne();
            Counters before = server.counters();
            client.exchange(COUNTERS);
            assertThat(server.counters()).isEqualTo(before);
            client.hangUp();
            Await.until(() -> server.counters().openConnections() == 0);
            assertThat(server.counters().connections()).isOne();
        }
    }

    @Test
    void refusalsAndFaultsAreTold() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            for (String target : List.of("/bytes/x", "/fault/truncate", "/fault/garbage", "/plaintext")) {
                try (RawClient client = RawClient.open(server)) {
                    client.send(RawClient.get(target)).endOutput().rest();
                }
            }
            Counters counters = server.counters();
            assertThat(counters.exchanges()).isEqualTo(2);
            assertThat(counters.refused()).isOne();
            assertThat(counters.faults()).isEqualTo(2);
        }
    }

    @Test
    void octetsThatNeverReachedTheSocketAreNotCounted() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                RawClient client = RawClient.slow(server)) {
            client.send(RawClient.get("/chunked/1000x100000"));
            client.line();
            client.hangUp();
            Await.until(() -> server.counters().openConnections() == 0);
            assertThat(server.counters().octetsOut()).isLessThan(100_000_000);
            assertThat(server.counters().exchanges()).isZero();
        }
    }

    @Test
    void jsonSaysTheSameBothWays() {
        Counters counters = numbered(1);
        assertThat(Counters.parse(counters.toJson())).isEqualTo(counters);
        assertThat(Counters.parse(" {\"future\":1, " + counters.toJson().substring(1) + "\n"))
                .isEqualTo(counters);
    }

    /// Figures that are all different: the first `factor`, the second twice as much, and so on.
    private static Counters numbered(long factor) {
        StringBuilder json = new StringBuilder();
        long number = 0;
        for (Count count : Count.values()) {
            number += factor;
            json.append(",\"").append(count.json()).append("\":").append(number);
        }
        return Counters.parse("{" + json.substring(1) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"connections\":1}", "404 Not Found"})
    void whatIsNotCountersIsNotRead(String json) {
        assertThatThrownBy(() -> Counters.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differenceIsTakenFigureByFigure() {
        assertThat(numbered(10).since(numbered(1))).isEqualTo(numbered(9));
    }
}
