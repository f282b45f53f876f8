package wirebench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.config.ServerConfig;

class LifecycleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closedServerLeavesNothingBehind(int loops) throws IOException {
        runOnce(loops); // loads what is loaded once
        long before = openDescriptors();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            threads.addAll(runOnce(loops));
        }
        assertThat(threads).hasSize(5 * loops).noneMatch(Thread::isAlive);
        assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }

    private static List<Thread> runOnce(int loops) throws IOException {
        LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(loops));
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                RawClient client = RawClient.open(server);
                clients.add(client);
                client.exchange(RawClient.get("/plaintext"));
            }
            clients.get(0).send(RawClient.get("/delay/100000"));
            clients.get(1).send(RawClient.get("/bytes/100000000"));
            clients.get(2).send("GET /incompl");
        } finally {
            server.close();
            for (RawClient client : clients) {
                client.close();
            }
        }
        assertThat(server.counters().openConnections()).isZero();
        return server.threads();
    }

    private static long openDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void portIsFreeOnceTheServerIsClosed() throws IOException {
        LoopbackServer first = LoopbackServer.start(ServerConfig.DEFAULT);
        try (RawClient client = RawClient.open(first)) {
            client.exchange(RawClient.get("/plaintext"));
            first.close();
            first.close();
        }
        try (LoopbackServer second = LoopbackServer.start(ServerConfig.DEFAULT.withPort(first.port()))) {
            assertThat(second.url()).isEqualTo("http://127.0.0.1:" + first.port());
        }
    }

    @Test
    void portInUseIsToldInOneLine() throws IOException {
        try (LoopbackServer first = LoopbackServer.start(ServerConfig.DEFAULT)) {
            ServerConfig same = ServerConfig.DEFAULT.withPort(first.port());
            assertThatThrownBy(() -> LoopbackServer.start(same))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + first.port() + ": Address already in use");
        }
    }

    @Test
    void hostThatIsUnknownIsToldInOneLine() {
        assertThatThrownBy(() -> LoopbackServer.start(ServerConfig.DEFAULT.withHost("no.such.host.invalid")))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on no.such.host.invalid: unknown host");
    }

    @Test
    void addressOfVersion6StandsInBracketsInTheUrl() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withHost("::1"))) {
            assertThat(server.url()).isEqualTo("http://[::1]:" + server.port());
        }
    }

    @Test
    void whoWaitsForTheEndIsReleasedByIt() throws Exception {
        LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                server.awaitClose();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.close();
        assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void silentConnectionIsClosedAfterTheIdleTimeout() throws IOException {
        ServerConfig config = ServerConfig.DEFAULT.withIdleTimeout(Duration.ofSeconds(1));
        try (LoopbackServer server = LoopbackServer.start(config);
                RawClient silent = RawClient.open(server);
                RawClient incomplete = RawClient.open(server);
                RawClient stalled = RawClient.open(server)) {
            incomplete.send("GET /plaintext HTT");
            stalled.send(RawClient.get("/fault/stall"));
            assertThat(silent.rest()).isEmpty();
            assertThat(incomplete.rest()).isEmpty();
            assertThat(stalled.rest()).isEmpty();
            assertThat(server.counters().openConnections()).isZero();
        }
    }

    @Test
    void delayLongerThanTheIdleTimeoutIsStillAnswered() throws IOException {
        ServerConfig config = ServerConfig.DEFAULT.withIdleTimeout(Duration.ofSeconds(1));
        try (LoopbackServer server = LoopbackServer.start(config);
                RawClient client = RawClient.open(server)) {
            assertThat(client.exchange(RawClient.get("/delay/2500")).status()).isEqualTo(200);
        }
    }

    @Test
    void connectionsBeyondTheLimitWaitUntilOneEnds() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withMaxConnections(2));
                RawClient first = RawClient.open(server);
                RawClient second = RawClient.open(server)) {
            first.exchange(RawClient.get("/plaintext"));
            second.exchange(RawClient.get("/plaintext"));
            try (RawClient third = RawClient.open(server)) {
                third.send(RawClient.get("/plaintext"));
                Await.until(() -> server.counters().acceptPauses() > 1);
                assertThat(server.counters().connections()).isEqualTo(2);
                first.hangUp();
                assertThat(third.receive().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void connectionsAreSpreadOverTheLoops() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT.withLoops(2))) {
            assertThat(server.threads()).hasSize(2);
            for (int i = 0; i < 10; i++) {
                try (RawClient client = RawClient.open(server)) {
                    assertThat(client.exchange(RawClient.get("/plaintext")).status())
                            .isEqualTo(200);
                }
            }
            Await.until(() -> server.counters().openConnections() == 0);
            assertThat(server.counters().connections()).isEqualTo(10);
        }
    }
}
