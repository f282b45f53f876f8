package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;
import wirebench.client.Demand;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

class NioPipelineTest {
    private static final int DEPTH = 4;

    @Test
    void asManyRequestsAsMayBeAreSentBeforeTheFirstResponse() throws Exception {
        CompletableFuture<Integer> cameBefore = new CompletableFuture<>();
        CountDownLatch allStarted = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    allStarted.await();
                    List<String> came = headsAtHand(peer);
                    cameBefore.complete(came.size());
                    for (String head : came) {
                        peer.answer(path(head));
                    }
                    answerPaths(peer);
                });
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, DEPTH + 3);
            Eventually.holds("three wait", () -> client.pool().waiting() == 3);
            allStarted.countDown();
            assertThat(cameBefore.get()).isEqualTo(DEPTH);
            assertAnswered(started);
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void responsesMaySplitAnywhere() throws Exception {
        String responses = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/0"
                + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n/1\r\n0\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/2";
        AtomicInteger split = new AtomicInteger();
        CompletableFuture<HttpClient> opened = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    HttpClient client = opened.join();
                    while (!peer.head().isEmpty()) {
                        String rest = peer.head() + peer.head();
                        assertThat(rest).contains("/1", "/2");
                        long reads = client.calls().reads();
                        peer.send(responses.substring(0, split.get()));
                        Eventually.holds(
                                "the first part is read", () -> client.calls().reads() > reads);
                        peer.send(responses.substring(split.get()));
                    }
                });
                HttpClient client = open()) {
            opened.complete(client);
            prove(client, server);
            for (int at = 1; at < responses.length(); at++) {
                split.set(at);
                assertAnswered(start(client, server, 3));
            }
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void withoutBuffersRequestsArePipelinedToo() throws Exception {
        ClientConfig config = config().withBuffers(buffers -> buffers.withStrategy(BufferStrategy.UNBUFFERED));
        try (ScriptedServer server = ScriptedServer.of(NioPipelineTest::answerPaths);
                HttpClient client = new NioProvider().open(config)) {
            prove(client, server);
            assertAnswered(start(client, server, 40));
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsPipelinedWhileThereMayBeAnotherConnection() throws Exception {
        AtomicInteger atHand = new AtomicInteger();
        CountDownLatch allCame = new CountDownLatch(3);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    String head = peer.head();
                    allCame.countDown();
                    allCame.await();
                    atHand.addAndGet(headsAtHand(peer).size());
                    peer.answer(path(head));
                    answerPaths(peer);
                });
                HttpClient client = new NioProvider().open(config().withMaxConnections(3))) {
            assertAnswered(start(client, server, 3));
            assertThat(client.pool().created()).isEqualTo(3);
            assertThat(atHand).hasValue(0);
        }
    }

    @Test
    void newConnectionIsNotPipelinedOnBeforeItIsKnownToPersist() throws Exception {
        CompletableFuture<Integer> cameBefore = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    String head = peer.head();
                    cameBefore.complete(1 + headsAtHand(peer).size());
                    peer.answer(path(head));
                    answerPaths(peer);
                });
                HttpClient client = open()) {
            assertAnswered(start(client, server, 5));
            assertThat(cameBefore.get()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotIdempotentIsSentAloneAndInItsTurn() throws Exception {
        Queue<Integer> besidesPost = new ConcurrentLinkedQueue<>();
        Queue<String> order = new ConcurrentLinkedQueue<>();
        CountDownLatch allStarted = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    allStarted.await();
                    for (List<String> came = headsAtHand(peer); !came.isEmpty(); came = headsAtHand(peer)) {
                        for (String head : came) {
                            order.add(path(head));
                            if (head.startsWith("POST")) {
                                besidesPost.add(came.size() - 1);
                            }
                            peer.answer(path(head));
                        }
                    }
                });
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, 2);
            Recorder post = Recorder.start(
                    client, HttpRequest.of("POST", Url.parse(server.url("/post")), Fields.NONE, RequestBody.none()));
            started.addAll(start(client, server, 2));
            Eventually.holds("three wait", () -> client.pool().waiting() == 3);
            allStarted.countDown();
            assertThat(post.response()).isEqualTo("/post");
            for (Recorder recorder : started) {
                recorder.response();
            }
            assertThat(besidesPost).containsExactly(0);
            assertThat(order).containsExactly("/0", "/1", "/post", "/0", "/1");
        }
    }

    @Test
    void responseThatHadBegunFailsAndTheOthersAreSentAgain() throws Exception {
        CompletableFuture<Integer> cameBefore = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            for (int i = 0; i < DEPTH; i++) {
                                peer.head();
                            }
                            peer.answer("/0");
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/");
                        },
                        peer -> {
                            String head = peer.head();
                            cameBefore.complete(1 + headsAtHand(peer).size());
                            peer.answer(path(head));
                            answerPaths(peer);
                        });
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, DEPTH);
            assertThat(started.get(0).response()).isEqualTo("/0");
            assertThat(started.get(1).exchangeFailure().failureKind()).isEqualTo(FailureKind.TRUNCATED);
            assertThat(started.get(2).response()).isEqualTo("/2");
            assertThat(started.get(3).response()).isEqualTo("/3");
            assertThat(cameBefore.get()).isEqualTo(1);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.FAILED, 1L));
        }
    }

    @Test
    void violationFailsOneExchangeAndTheOthersAreSentAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            for (int i = 0; i < DEPTH; i++) {
                                peer.head();
                            }
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/0SSH-2.0\r\n");
                            peer.awaitEnd();
                        },
                        NioPipelineTest::answerPaths);
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, DEPTH);
            assertThat(started.get(0).response()).isEqualTo("/0");
            assertThat(started.get(1).failure()).isInstanceOf(PeerViolation.class);
            assertThat(started.get(2).response()).isEqualTo("/2");
            assertThat(started.get(3).response()).isEqualTo("/3");
        }
    }

    @Test
    void serverThatClosesAfterSomeResponsesAnswersTheOthersOnAnotherConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            peer.answer(path(peer.head()));
                            peer.answer(path(peer.head()));
                        },
                        NioPipelineTest::answerPaths);
                HttpClient client = open()) {
            prove(client, server);
            assertAnswered(start(client, server, 3 * DEPTH));
            assertThat(client.pool().created()).isEqualTo(2);
        }
    }

    @Test
    void serverThatSaysThatItClosesIsAskedAgainAsOftenAsItTakes() throws Exception {
        ScriptedServer.Script threeResponses = peer -> {
            peer.answer(path(peer.head()));
            peer.answer(path(peer.head()));
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n" + path(peer.head()));
            peer.awaitEnd();
        };
        try (ScriptedServer server = ScriptedServer.of(threeResponses);
                HttpClient client = open()) {
            prove(client, server);
            assertAnswered(start(client, server, 8));
            assertThat(client.pool().created()).isEqualTo(3);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.NOT_REUSABLE, 3L));
        }
    }

    @Test
    void requestIsNotSentAThirdTime() throws Exception {
        Queue<String> came = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            came.add(path(peer.head()));
                            came.add(path(peer.head()));
                        },
                        peer -> {
                            came.add(path(peer.head()));
                            peer.answer("/0");
                            came.add(path(peer.head()));
                        });
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, 2);
            assertThat(started.get(0).response()).isEqualTo("/0");
            ExchangeFailure failure = started.get(1).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.TRUNCATED);
            assertThat(failure.requestWritten()).isTrue();
            assertThat(came).containsExactly("/0", "/1", "/0", "/1");
        }
    }

    @Test
    void cancellingTheFirstHasTheOthersSentAgain() throws Exception {
        CountDownLatch allCame = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            for (int i = 0; i < 3; i++) {
                                peer.head();
                            }
                            allCame.countDown();
                            peer.awaitEnd();
                        },
                        NioPipelineTest::answerPaths);
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, 3);
            allCame.await();
            client.cancel(started.getFirst());
            assertThat(started.get(0).exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(started.get(1).response()).isEqualTo("/1");
            assertThat(started.get(2).response()).isEqualTo("/2");
        }
    }

    @Test
    void cancellingAnotherCutsNobodysResponseShort() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.answer(path(peer.head()));
                            for (int i = 0; i < 3; i++) {
                                peer.head();
                            }
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/");
                            begun.countDown();
                            cancelled.await();
                            peer.send("0");
                            peer.answer("/1");
                            peer.awaitEnd();
                        },
                        NioPipelineTest::answerPaths);
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> started = start(client, server, 3);
            begun.await();
            client.cancel(started.get(1));
            assertThat(started.get(1).exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
            cancelled.countDown();
            assertThat(started.get(0).response()).isEqualTo("/0");
            assertThat(started.get(2).response()).isEqualTo("/2");
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.NOT_REUSABLE, 1L));
        }
    }

    @Test
    void closingTheClientEndsAllOfThem() throws Exception {
        CountDownLatch allCame = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            peer.answer(path(peer.head()));
            for (int i = 0; i < DEPTH; i++) {
                peer.head();
            }
            allCame.countDown();
            peer.awaitEnd();
        })) {
            HttpClient client = open();
            prove(client, server);
            List<Recorder> started = start(client, server, 2 * DEPTH);
            allCame.await();
            client.close();
            for (Recorder recorder : started) {
                assertThat(recorder.exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
                assertThat(recorder.outcomes).isEqualTo(1);
            }
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.CLIENT_CLOSED, 1L));
            assertThat(client.pool().waiting()).isZero();
        }
    }

    @Test
    void headTimeoutBeginsWhenTheResponsesBeforeAreComplete() throws Exception {
        ClientConfig config =
                config().withTimeouts(ClientConfig.DEFAULT.timeouts().withHead(Duration.ofSeconds(1)));
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    for (int i = 0; i < DEPTH; i++) {
                        Thread.sleep(300);
                        peer.answer(path(peer.head()));
                    }
                    peer.awaitEnd();
                });
                HttpClient client = new NioProvider().open(config)) {
            prove(client, server);
            assertAnswered(start(client, server, DEPTH));
            Recorder late = Recorder.start(client, HttpRequest.get(server.url("/late")));
            assertThat(late.failure()).hasMessageStartingWith("no head within 1 s");
        }
    }

    @Test
    void handlerThatPausesHoldsUpThoseBehindIt() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    String heads = peer.head() + peer.head();
                    assertThat(heads).isNotEmpty();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/0"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/1");
                    answered.countDown();
                    peer.awaitEnd();
                });
                HttpClient client = open()) {
            prove(client, server);
            Paused paused = new Paused();
            client.start(HttpRequest.get(server.url("/0")), paused);
            Recorder behind = Recorder.start(client, HttpRequest.get(server.url("/1")));
            paused.asked.await();
            answered.await();
            Eventually.holds(
                    "nothing more is read", new StandStill(() -> client.calls().reads()));
            assertThat(behind.ended()).isFalse();
            paused.demand = Demand.MORE;
            client.resume(paused);
            assertThat(paused.response()).isEqualTo("/0");
            assertThat(behind.response()).isEqualTo("/1");
            assertThat(client.pool().idle()).isEqualTo(1);
        }
    }

    @Test
    void handlerMayStartTheNextWhileTheResponsesBehindItAreAtHand() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.answer(path(peer.head()));
                    StringBuilder answers = new StringBuilder();
                    for (int i = 0; i < DEPTH; i++) {
                        answers.append("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
                                .append(path(peer.head()));
                    }
                    peer.send(answers.toString());
                    answerPaths(peer);
                });
                HttpClient client = open()) {
            prove(client, server);
            List<Recorder> next = new ArrayList<>();
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < DEPTH; i++) {
                Recorder follower = new Recorder();
                HttpRequest follows = HttpRequest.get(server.url("/" + i));
                next.add(follower);
                started.add(new Recorder() {
                    @Override
                    public void completed() {
                        client.start(follows, follower);
                        super.completed();
                    }
                });
            }
            for (int i = 0; i < DEPTH; i++) {
                client.start(HttpRequest.get(server.url("/" + i)), started.get(i));
            }
            assertAnswered(started);
            assertAnswered(next);
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    /// Has the only connection answer once, so that it is known to persist.
    private static void prove(HttpClient client, ScriptedServer server) throws Exception {
        assertThat(client.send(HttpRequest.get(server.url("/proof"))).text()).isEqualTo("/proof");
    }

    /// Starts exchanges whose paths are their numbers.
    private static List<Recorder> start(HttpClient client, ScriptedServer server, int count) {
        List<Recorder> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(Recorder.start(client, HttpRequest.get(server.url("/" + i))));
        }
        return started;
    }

    private static void assertAnswered(List<Recorder> started) throws Exception {
        for (int i = 0; i < started.size(); i++) {
            assertThat(started.get(i).response()).isEqualTo("/" + i);
        }
    }

    private static void answerPaths(ScriptedServer.Peer peer) throws IOException {
        for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
            peer.answer(path(head));
        }
    }

    /// The requests that have come or come within a moment.
    private static List<String> headsAtHand(ScriptedServer.Peer peer) throws IOException {
        List<String> heads = new ArrayList<>();
        peer.socket().setSoTimeout(200);
        try {
            for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                heads.add(head);
            }
        } catch (SocketTimeoutException e) {
            // Then there are no more.
        }
        peer.socket().setSoTimeout(0);
        return heads;
    }

    private static String path(String head) {
        return head.isEmpty() ? "" : head.split(" ", -1)[1];
    }

    private static ClientConfig config() {
        return ClientConfig.DEFAULT.withMaxConnections(1).withPipelineDepth(DEPTH);
    }

    private static HttpClient open() {
        return new NioProvider().open(config());
    }

    /// Wants nothing of the body until the test says so.
    private static final class Paused extends Recorder {
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile Demand demand = Demand.LATER;

        @Override
        public Demand demand() {
            asked.countDown();
            return demand;
        }
    }
}
