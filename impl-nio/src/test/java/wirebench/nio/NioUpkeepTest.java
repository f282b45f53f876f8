package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolConfig;

class NioUpkeepTest {
    private static final int MANY = 200;

    @Test
    void poolInWhichNothingIsDueWakesNobody() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(pool -> pool.withMaxConnections(MANY).withMinIdle(MANY))) {
            Recorder first = Recorder.start(client, HttpRequest.get(server.url("/")));
            first.response();
            Eventually.holds("all are idle", () -> client.pool().idle() == MANY);
            long loop = first.thread.threadId();
            Eventually.holds("the loop rests", new StandStill(() -> cpuNanos(loop)));
            assertThat(client.pool().wakeUps()).isZero();
            assertThat(client.pool().closed()).isZero();
        }
    }

    @Test
    void connectionsThatExpireTogetherCostFewWakeUps() throws Exception {
        CountDownLatch allCame = new CountDownLatch(MANY);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    allCame.countDown();
                    allCame.await();
                    peer.answer("ok");
                    peer.awaitEnd();
                });
                HttpClient client =
                        open(pool -> pool.withMaxConnections(MANY).withIdleTimeout(Duration.ofMillis(800)))) {
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
            }
            for (Recorder recorder : started) {
                recorder.response();
            }
            Eventually.holds("all were idle for too long", () -> client.pool().closed() == MANY);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.IDLE, (long) MANY));
            assertThat(client.pool().wakeUps()).isBetween(1L, MANY / 4L);
        }
    }

    @Test
    void connectionServesNoMoreExchangesThanItMay() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(pool -> pool.withMaxUses(3))) {
            for (int i = 0; i < 7; i++) {
                client.send(HttpRequest.get(server.url("/")));
            }
            assertThat(client.pool().created()).isEqualTo(3);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.USES, 2L));
        }
    }

    @Test
    void connectionThatHasComeOfAgeIsClosedWhetherItIsUsedOrNot() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(pool -> pool.withMaxLifetime(Duration.ofMillis(50), 0))) {
            client.send(HttpRequest.get(server.url("/")));
            Eventually.holds("the idle one is closed", () -> client.pool().closed() == 1);
            Eventually.holds("one in use is closed", () -> {
                sendQuietly(client, server);
                return client.pool().created() == 4;
            });
            assertThat(client.pool().closedBy().keySet()).containsExactly(CloseReason.LIFETIME);
        }
    }

    @Test
    void connectionsOpenedTogetherAreNotClosedTogether() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(pool ->
                        pool.withMaxConnections(64).withMinIdle(64).withMaxLifetime(Duration.ofSeconds(4), 1))) {
            client.send(HttpRequest.get(server.url("/")));
            Eventually.holds("all are idle", () -> client.pool().idle() == 64);
            Eventually.holds("the first is closed", () -> client.pool().closed() > 0);
            assertThat(client.pool().closed()).isLessThan(64);
        }
    }

    @Test
    void connectionsAreOpenedBeforeTheyAreNeededAndAgainAfterTheyWereClosed() throws Exception {
        CountDownLatch hangUp = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> peer.answerAll("ok"),
                        peer -> hangUp.await(),
                        peer -> hangUp.await(),
                        peer -> peer.answerAll("ok"));
                HttpClient client = open(pool -> pool.withMinIdle(4))) {
            client.send(HttpRequest.get(server.url("/")));
            Eventually.holds(
                    "four are idle besides the one used", () -> client.pool().idle() == 5);
            hangUp.countDown();
            Eventually.holds("two are closed", () -> client.pool().closed() == 2);
            Eventually.holds("four are idle again", () -> client.pool().idle() == 4);
            assertThat(client.pool().created()).isEqualTo(6);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.STALE, 2L));
        }
    }

    @Test
    void noMoreAreKeptThanThereMayBe() throws Exception {
        CountDownLatch measured = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    measured.await();
                    peer.answer("ok");
                    peer.answerAll("ok");
                });
                HttpClient client = open(pool -> pool.withMaxConnections(3).withMinIdle(3))) {
            Recorder.start(client, HttpRequest.get(server.url("/")));
            Eventually.holds("the others are idle", () -> client.pool().idle() == 2);
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
            }
            Eventually.holds("two wait", () -> client.pool().waiting() == 2);
            assertThat(client.pool().created()).isEqualTo(3);
            measured.countDown();
            for (Recorder recorder : started) {
                assertThat(recorder.response()).isEqualTo("ok");
            }
            assertThat(client.pool().created()).isEqualTo(3);
        }
    }

    @Test
    void openingInAdvanceRestsAfterAFailureAndFailsNobody() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        try (HttpClient client = open(pool -> pool.withMinIdle(2))) {
            HttpRequest request = HttpRequest.get("http://127.0.0.1:" + port + "/");
            Recorder recorder = Recorder.start(client, request);
            assertThat(recorder.exchangeFailure().failureKind()).isEqualTo(FailureKind.CONNECT);
            Eventually.holds("it was tried again", () -> client.pool().wakeUps() >= 2);
            assertThat(recorder.outcomes).isEqualTo(1);
            assertThat(client.pool().created())
                    .isLessThanOrEqualTo(1 + 2 * (1 + client.pool().wakeUps()));
        }
    }

    @Test
    void leaseThatDoesNotComeBackIsReportedOnceWithThePlaceOfItsStart() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = open(pool -> pool.withLeakAfter(Duration.ofMillis(30)))) {
            thisPlaceLeaks(client, server);
            Eventually.holds("a leak is reported", () -> !client.pool().leaks().isEmpty());
            Thread.sleep(100); // in which it might be reported again
            assertThat(client.pool().leaks()).hasSize(1);
            assertThat(client.pool().leaks().getFirst())
                    .contains("has not come back for", "leased at wirebench.nio.Recorder.start");
        }
    }

    @Test
    void exchangeThatEndsInTimeIsNoLeak() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(pool -> pool.withLeakAfter(Duration.ofMillis(30)))) {
            client.send(HttpRequest.get(server.url("/")));
            Eventually.holds("leaks were looked for", () -> client.pool().wakeUps() > 0);
            assertThat(client.pool().leaks()).isEmpty();
        }
    }

    @Test
    void everyAcquireIsCountedAndEveryWaitTimed() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    waits.await();
                    peer.answer("ok");
                    peer.answerAll("ok");
                });
                HttpClient client = open(pool -> pool.withMaxConnections(1))) {
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
            }
            Eventually.holds("three wait", () -> client.pool().waiting() == 3);
            client.cancel(started.removeLast());
            Thread.sleep(5);
            waits.countDown();
            for (Recorder recorder : started) {
                recorder.response();
            }
            var times = client.pool().acquireNanos();
            assertThat(times.getTotalCount()).isEqualTo(4);
            assertThat(times.getCountAtValue(0)).isEqualTo(1);
            assertThat(times.getMaxValue()).isGreaterThan(Duration.ofMillis(4).toNanos());
        }
    }

    @Test
    void connectionsSayWhyTheyWereClosed() throws Exception {
        HttpClient client = open(pool -> pool);
        try (ScriptedServer server = ScriptedServer.of(
                peer -> peer.head(),
                peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                },
                peer -> {
                    peer.head();
                    peer.answer("ok");
                },
                peer -> peer.answerAll("ok"))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            assertThat(Recorder.start(client, request).failure()).isInstanceOf(ExchangeFailure.class);
            client.send(request);
            client.send(request);
            Eventually.holds("the idle one is closed", () -> client.pool().idle() == 0);
            client.send(request);
            client.close();
            assertThat(client.pool().closedBy())
                    .isEqualTo(Map.of(
                            CloseReason.FAILED, 1L,
                            CloseReason.NOT_REUSABLE, 1L,
                            CloseReason.STALE, 1L,
                            CloseReason.CLIENT_CLOSED, 1L));
        }
    }

    private static void thisPlaceLeaks(HttpClient client, ScriptedServer server) {
        Recorder.start(client, HttpRequest.get(server.url("/")));
    }

    private static void sendQuietly(HttpClient client, ScriptedServer server) {
        try {
            client.send(HttpRequest.get(server.url("/")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long cpuNanos(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
    }

    private static HttpClient open(UnaryOperator<PoolConfig> change) {
        return new NioProvider().open(ClientConfig.DEFAULT.withPool(change));
    }
}
