package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

class NioPoolTest {
    private static final ClientConfig ONE = ClientConfig.DEFAULT.withMaxConnections(1);

    @Test
    void exchangesWaitInTheOrderInWhichTheyCame() throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        Queue<String> served = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                        allWait.await();
                        served.add(head.substring(5, 6));
                        peer.answer("ok");
                    }
                });
                HttpClient client = open(ONE)) {
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/" + i))));
            }
            Eventually.holds("four wait", () -> client.pool().waiting() == 4);
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(1, 0, 4, 1L, 0L);
            allWait.countDown();
            for (Recorder recorder : started) {
                assertThat(recorder.response()).isEqualTo("ok");
            }
            assertThat(served).containsExactly("0", "1", "2", "3", "4");
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 1, 0, 1L, 0L);
        }
    }

    @Test
    void whoeverFindsTheLineFullFails() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = open(ONE.withMaxWaiting(1))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder.start(client, request);
            Recorder waiting = Recorder.start(client, request);
            ExchangeFailure failure = Recorder.start(client, request).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.LIMIT);
            assertThat(failure.phase()).isEqualTo(Phase.ACQUIRE);
            assertThat(failure.requestWritten()).isFalse();
            assertThat(waiting.ended()).isFalse();
        }
    }

    @Test
    void waitingExchangeGetsTheNewConnectionThatReplacesAClosedOne() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                });
                HttpClient client = open(ONE)) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder first = Recorder.start(client, request);
            Recorder second = Recorder.start(client, request);
            assertThat(first.response()).isEqualTo("ok");
            assertThat(second.response()).isEqualTo("ok");
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 0, 0, 2L, 2L);
        }
    }

    @Test
    void connectionUsedLastIsUsedNext() throws Exception {
        CountDownLatch bothCame = new CountDownLatch(2);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    bothCame.countDown();
                    bothCame.await();
                    peer.answer("ok");
                    peer.answerAll(String.valueOf(peer.socket().getPort()));
                });
                HttpClient client = open(ClientConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder one = Recorder.start(client, request);
            Recorder other = Recorder.start(client, request);
            one.response();
            other.response();
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                used.add(client.send(request).text());
            }
            assertThat(used).hasSize(1);
            assertThat(client.pool().idle()).isEqualTo(2);
        }
    }

    @Test
    void idleConnectionThatTheServerClosesIsClosed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    peer.answer("ok");
                    answered.await();
                });
                HttpClient client = open(ClientConfig.DEFAULT)) {
            client.send(HttpRequest.get(server.url("/")));
            assertThat(client.pool().idle()).isEqualTo(1);
            answered.countDown();
            Eventually.holds("no connection is idle", () -> client.pool().idle() == 0);
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 0, 0, 1L, 1L);
        }
    }

    @Test
    void idleConnectionOnWhichSomethingComesUnaskedIsClosed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.head();
                            peer.answer("first");
                            answered.await();
                            peer.answer("poison");
                            peer.awaitEnd();
                        },
                        peer -> peer.answerAll("second"));
                HttpClient client = open(ClientConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            assertThat(client.send(request).text()).isEqualTo("first");
            answered.countDown();
            Eventually.holds("no connection is idle", () -> client.pool().idle() == 0);
            assertThat(client.send(request).text()).isEqualTo("second");
        }
    }

    @Test
    void octetsBehindAResponseNeverAnswerTheNextRequest() throws Exception {
        String first = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
        String poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.head();
                            peer.send(first + poison);
                            peer.awaitEnd();
                        },
                        peer -> peer.answerAll("second"));
                HttpClient client = open(ClientConfig.DEFAULT)) {
            assertChained(client, HttpRequest.get(server.url("/")), "first", "second");
        }
    }

    @Test
    void octetsBehindAResponseThatFillsTheBufferNeverAnswerTheNextRequest() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: ";
        String body = "b".repeat(256 - head.length() - "200\r\n\r\n".length());
        String poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
        String first = head + body.length() + "\r\n\r\n" + body;
        assertThat(first).hasSize(256);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.head();
                            peer.send(first + poison);
                            peer.awaitEnd();
                        },
                        peer -> peer.answerAll("second"));
                HttpClient client = open(ClientConfig.DEFAULT.withBufferOctets(256))) {
            assertChained(client, HttpRequest.get(server.url("/")), body, "second");
        }
    }

    @Test
    void connectionThatWasIdleForTooLongIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(ClientConfig.DEFAULT.withIdleTimeout(Duration.ofMillis(30)))) {
            client.send(HttpRequest.get(server.url("/")));
            Eventually.holds("no connection is idle", () -> client.pool().idle() == 0);
            assertThat(client.pool().closed()).isEqualTo(1);
        }
    }

    @Test
    void requestThatMetAClosedConnectionIsSentOnceMore() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.of(NioPoolTest::answerOnceThenHangUp, peer -> peer.answerAll("second"));
                HttpClient client = open(ClientConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            assertThat(client.send(request).text()).isEqualTo("first");
            assertThat(client.send(request).text()).isEqualTo("second");
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 1, 0, 2L, 1L);
        }
    }

    @Test
    void requestIsNotSentAThirdTime() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(NioPoolTest::answerOnceThenHangUp, ScriptedServer.Peer::head);
                HttpClient client = open(ClientConfig.DEFAULT)) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            client.send(request);
            ExchangeFailure failure = Recorder.start(client, request).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.TRUNCATED);
            assertThat(failure.requestWritten()).isTrue();
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void requestThatIsNotIdempotentIsSentOnce() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.of(NioPoolTest::answerOnceThenHangUp, peer -> peer.answerAll("second"));
                HttpClient client = open(ClientConfig.DEFAULT)) {
            client.send(HttpRequest.get(server.url("/")));
            HttpRequest post = HttpRequest.of("POST", Url.parse(server.url("/")), Fields.NONE, RequestBody.none());
            ExchangeFailure failure = Recorder.start(client, post).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.TRUNCATED);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void eachLoopHasItsShareOfTheConnections() throws Exception {
        CountDownLatch allCame = new CountDownLatch(5);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    allCame.countDown();
                    allCame.await();
                    peer.answer("ok");
                    peer.awaitEnd();
                });
                HttpClient client =
                        open(ClientConfig.DEFAULT.withMaxConnections(5).withEventLoops(3))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Set<String> threads = new HashSet<>();
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                started.add(Recorder.start(client, request));
            }
            for (Recorder recorder : started) {
                assertThat(recorder.response()).isEqualTo("ok");
                threads.add(recorder.thread.getName());
            }
            assertThat(threads).containsExactlyInAnyOrder("wirebench-nio-0", "wirebench-nio-1", "wirebench-nio-2");
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 5, 0, 5L, 0L);
        }
    }

    @Test
    void originsDoNotShareConnections() throws Exception {
        try (ScriptedServer one = ScriptedServer.of(peer -> peer.answerAll("one"));
                ScriptedServer other = ScriptedServer.of(peer -> peer.answerAll("other"));
                HttpClient client = open(ONE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(HttpRequest.get(one.url("/"))).text()).isEqualTo("one");
                assertThat(client.send(HttpRequest.get(other.url("/"))).text()).isEqualTo("other");
            }
            assertThat(client.pool())
                    .extracting(
                            PoolStats::leased,
                            PoolStats::idle,
                            PoolStats::waiting,
                            PoolStats::created,
                            PoolStats::closed)
                    .containsExactly(0, 2, 0, 2L, 0L);
        }
    }

    private static void answerOnceThenHangUp(ScriptedServer.Peer peer) throws java.io.IOException {
        peer.head();
        peer.answer("first");
        peer.head();
    }

    /// The second exchange is started the moment the first has ended, so that nothing notices the octets in
    /// between.
    private static void assertChained(HttpClient client, HttpRequest request, String first, String second)
            throws Exception {
        Recorder next = new Recorder();
        Recorder chain = new Recorder() {
            @Override
            public void completed() {
                client.start(request, next);
                super.completed();
            }
        };
        client.start(request, chain);
        assertThat(chain.response()).isEqualTo(first);
        assertThat(next.response()).isEqualTo(second);
    }

    private static HttpClient open(ClientConfig config) {
        return new NioProvider().open(config);
    }
}
