package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

class NioCancelTest {
    @Test
    void exchangeThatWaitsForItsHeadIsCancelled() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    came.countDown();
                    peer.awaitEnd();
                    ended.countDown();
                });
                HttpClient client = open(ClientConfig.DEFAULT)) {
            Recorder recorder = Recorder.start(client, HttpRequest.get(server.url("/")));
            came.await();
            client.cancel(recorder);
            ExchangeFailure failure = recorder.exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(failure.phase()).isEqualTo(Phase.HEAD);
            assertThat(failure.requestWritten()).isTrue();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.pool().leased()).isZero();
        }
    }

    @Test
    void exchangeThatWaitsForAConnectionIsCancelled() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client =
                        open(ClientConfig.DEFAULT.withMaxConnections(1).withEventLoops(2))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                started.add(Recorder.start(client, request));
            }
            Eventually.holds("four wait", () -> client.pool().waiting() == 4);
            client.cancel(started.get(3));
            assertThat(started.get(3).exchangeFailure().phase()).isEqualTo(Phase.ACQUIRE);
            assertThat(client.pool().waiting()).isEqualTo(3);
            client.cancel(started.get(0));
            assertThat(started.get(0).exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(started.get(5).ended()).isFalse();
        }
    }

    @Test
    void handlerThatCancelsItselfIsToldNothingMoreButTheEnd() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
                    peer.awaitEnd();
                });
                HttpClient client = open(ClientConfig.DEFAULT)) {
            StringBuilder told = new StringBuilder();
            Recorder recorder = new Recorder() {
                @Override
                public void body(ByteBuffer slice) {
                    told.append((char) slice.get());
                    client.cancel(this);
                    client.cancel(this);
                }
            };
            client.start(HttpRequest.get(server.url("/")), recorder);
            assertThat(recorder.exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(told).hasToString("a");
            assertThat(recorder.outcomes).isEqualTo(1);
            assertThat(client.pool().leased()).isZero();
        }
    }

    @Test
    void sourceMayCancelItsExchange() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = open(ClientConfig.DEFAULT)) {
            Recorder recorder = new Recorder();
            RequestBody body = RequestBody.of(1L << 40, () -> out -> {
                client.cancel(recorder);
                out.put((byte) 0);
                return 1;
            });
            client.start(HttpRequest.of("POST", Url.parse(server.url("/")), Fields.NONE, body), recorder);
            assertThat(recorder.exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
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
    void cancellingWhatHasEndedDoesNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"));
                HttpClient client = open(ClientConfig.DEFAULT)) {
            Recorder recorder = Recorder.start(client, HttpRequest.get(server.url("/")));
            recorder.response();
            client.cancel(recorder);
            assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("ok");
            assertThat(recorder.outcomes).isEqualTo(1);
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @Test
    void interruptOfTheCallerCancelsAndStays() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.head();
                    came.countDown();
                    peer.awaitEnd();
                });
                HttpClient client = open(ClientConfig.DEFAULT)) {
            CompletableFuture<Boolean> stayed = new CompletableFuture<>();
            CompletableFuture<ExchangeFailure> failure = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform().start(() -> {
                failure.complete(catchThrowableOfType(
                        ExchangeFailure.class, () -> client.send(HttpRequest.get(server.url("/")))));
                stayed.complete(Thread.currentThread().isInterrupted());
            });
            came.await();
            caller.interrupt();
            assertThat(failure.get(20, TimeUnit.SECONDS).failureKind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(stayed.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cancelledFutureEndsItsExchange() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = open(ClientConfig.DEFAULT)) {
            CompletableFuture<HttpResponse> future = client.sendAsync(HttpRequest.get(server.url("/")));
            future.cancel(true);
            Eventually.holds("the connection is closed", () -> client.pool().closed() == 1);
        }
    }

    @Test
    void closeEndsEveryExchangeAndLeavesNothingBehind() throws Exception {
        CountDownLatch came = new CountDownLatch(4);
        CountDownLatch ended = new CountDownLatch(4);
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            peer.head();
            came.countDown();
            peer.awaitEnd();
            ended.countDown();
        })) {
            HttpClient client = open(ClientConfig.DEFAULT.withMaxConnections(4).withEventLoops(2));
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
            }
            started.add(Recorder.start(client, HttpRequest.get("http://localhost:" + server.port() + "/")));
            came.await();
            client.close();
            for (Recorder recorder : started) {
                assertThat(recorder.exchangeFailure().failureKind()).isEqualTo(FailureKind.CANCELLED);
                assertThat(recorder.thread.isAlive()).isFalse();
                assertThat(recorder.outcomes).isEqualTo(1);
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.pool().leased()).isZero();
            assertThat(client.pool().waiting()).isZero();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Recorder.start(client, HttpRequest.get(server.url("/"))));
            assertThatIllegalStateException().isThrownBy(() -> client.send(HttpRequest.get(server.url("/"))));
            client.close();
        }
    }

    @Test
    void closeOfAClientThatWaitsForNothingEndsItsThread() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"))) {
            HttpClient client = open(ClientConfig.DEFAULT);
            Recorder recorder = Recorder.start(client, HttpRequest.get(server.url("/")));
            recorder.response();
            client.close();
            assertThat(recorder.thread.isAlive()).isFalse();
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
    void handlerMayCloseTheClient() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"))) {
            HttpClient client = open(ClientConfig.DEFAULT);
            Recorder recorder = new Recorder() {
                @Override
                public void completed() {
                    client.close();
                    super.completed();
                }
            };
            client.start(HttpRequest.get(server.url("/")), recorder);
            recorder.response();
            recorder.thread.join(20_000);
            assertThat(recorder.thread.isAlive()).isFalse();
            assertThat(client.pool()).extracting("leased", "idle").containsExactly(0, 0);
        }
    }

    @Test
    void nobodyWaitsInVainWhenStartAndCloseRace() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("ok"))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            for (int round = 0; round < 30; round++) {
                HttpClient client = open(ClientConfig.DEFAULT);
                List<Recorder> started = new ArrayList<>();
                Thread starter = Thread.ofPlatform().start(() -> {
                    try {
                        while (started.size() < 10_000) {
                            started.add(Recorder.start(client, request));
                        }
                    } catch (IllegalStateException e) {
                        // The client is closed, which is what this waits for.
                    }
                });
                client.close();
                starter.join();
                for (Recorder recorder : started) {
                    Eventually.holds("the exchange has ended", recorder::ended);
                }
            }
        }
    }

    private static HttpClient open(ClientConfig config) {
        return new NioProvider().open(config);
    }
}
