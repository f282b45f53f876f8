package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExecutionModel;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.Timings;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

class NioExchangeTest {
    private final HttpClient client = ClientProvider.named("nio").open(ClientConfig.DEFAULT);

    @AfterEach
    void close() {
        client.close();
        assertThat(client.pool().leased()).isZero();
        assertThat(client.pool().idle()).isZero();
    }

    @Test
    void clientIsFoundByItsName() {
        assertThat(client.name()).isEqualTo("nio");
        assertThat(client.model()).isEqualTo(ExecutionModel.EVENT_LOOPS);
        assertThat(client.config()).isEqualTo(ClientConfig.DEFAULT);
    }

    @Test
    void exchangesOneAfterAnotherShareAConnection() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.send(HttpRequest.get(server.url() + "/bytes/100"))
                                .body())
                        .hasSize(100);
            }
            assertThat(client.pool().created()).isEqualTo(1);
            assertThat(client.pool().idle()).isEqualTo(1);
        }
    }

    @Test
    void nameIsResolvedOffTheLoop() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            HttpResponse response = client.send(HttpRequest.get("http://localhost:" + server.port() + "/"));
            assertThat(response.text()).isEqualTo("hello");
        }
    }

    @Test
    void bodyLargerThanAllBuffersGoesOutAndComesBackAtTheSameTime() throws Exception {
        byte[] body = new byte[8 * 1024 * 1024];
        new Random(1).nextBytes(body);
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            HttpResponse response = client.send(post(server.url() + "/echo", RequestBody.of(body)));
            assertThat(response.body()).isEqualTo(body);
            assertThat(client.pool().idle()).isEqualTo(1);
        }
    }

    @Test
    void streamedBodyIsSentInChunks() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            RequestBody body = RequestBody.chunked(() -> new Counting(300_000, 0));
            assertThat(client.send(post(server.url() + "/echo", body)).body()).hasSize(300_000);
        }
    }

    @Test
    void sourceThatHasNothingAtHandIsAskedAgain() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            RequestBody body = RequestBody.of(1_000, () -> new Counting(1_000, 5));
            assertThat(client.send(post(server.url() + "/echo", body)).body()).hasSize(1_000);
        }
    }

    @Test
    void answerInTheMiddleOfAnUploadIsSeen() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            peer.head();
            peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
            peer.awaitEnd();
        })) {
            RequestBody body = RequestBody.of(1L << 40, () -> new Counting(1L << 40, 0));
            HttpResponse response = client.send(post(server.url("/"), body));
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.text()).isEqualTo("big");
            assertThat(client.pool().idle()).isZero();
        }
    }

    @Test
    void answerInTheMiddleOfAnUploadIsSeenEvenIfTheServerCloses() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            peer.head();
            peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
        })) {
            RequestBody body = RequestBody.of(1L << 40, () -> new Counting(1L << 40, 0));
            assertThat(client.send(post(server.url("/"), body)).status()).isEqualTo(413);
        }
    }

    @Test
    void uploadToAServerThatGoesAwayFails() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            peer.head();
            peer.reset();
        })) {
            RequestBody body = RequestBody.of(1L << 40, () -> new Counting(1L << 40, 0));
            ExchangeFailure failure =
                    Recorder.start(client, post(server.url("/"), body)).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.TRANSPORT);
            assertThat(failure.requestWritten()).isTrue();
        }
    }

    @Test
    void sourceThatThrowsEndsTheExchange() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            RuntimeException mistake = new IllegalArgumentException("mine");
            RequestBody body = RequestBody.chunked(() -> {
                throw mistake;
            });
            assertThat(Recorder.start(client, post(server.url("/"), body)).failure())
                    .isSameAs(mistake);
            assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("hello");
        }
    }

    @Test
    void sourceThatCannotBeReadIsATransportFailure() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd)) {
            RequestBody body = RequestBody.of(10, () -> new Counting(5, 0));
            ExchangeFailure failure =
                    Recorder.start(client, post(server.url("/"), body)).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.TRANSPORT);
            assertThat(failure.phase()).isEqualTo(Phase.WRITE);
            assertThat(failure).hasMessageContaining("the request body for 127.0.0.1:" + server.port());
        }
    }

    @Test
    void handlerThatThrowsEndsItsExchangeAndItsConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            RuntimeException mistake = new IllegalArgumentException("mine");
            Recorder recorder = new Recorder() {
                @Override
                public void body(ByteBuffer slice) {
                    throw mistake;
                }
            };
            client.start(HttpRequest.get(server.url("/")), recorder);
            assertThat(recorder.failure()).isSameAs(mistake);
            assertThat(client.pool().closed()).isEqualTo(1);
            assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("hello");
        }
    }

    @Test
    void loopSurvivesWhatOutcomesThrow() throws Exception {
        AtomicReference<Throwable> reported = new AtomicReference<>();
        RuntimeException mistake = new IllegalArgumentException("mine");
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            Recorder recorder = new Recorder() {
                @Override
                public void completed() {
                    Thread.currentThread().setUncaughtExceptionHandler((_, e) -> reported.set(e));
                    super.completed();
                    throw mistake;
                }
            };
            client.start(HttpRequest.get(server.url("/")), recorder);
            recorder.response();
            assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("hello");
            assertThat(reported.get()).isSameAs(mistake);
        }
    }

    @Test
    void waitingOnALoopForItselfIsMisuse() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder recorder = new Recorder() {
                @Override
                public void head(ResponseHead head) {
                    assertThatIllegalStateException().isThrownBy(() -> client.send(request));
                    super.head(head);
                }
            };
            client.start(request, recorder);
            assertThat(recorder.response()).isEqualTo("hello");
        }
    }

    @Test
    void startFromWithinACallStaysOnTheLoopAndItsConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder last = new Recorder();
            AtomicInteger left = new AtomicInteger(1_000);
            Recorder chain = new Recorder() {
                @Override
                public void completed() {
                    client.start(request, left.decrementAndGet() > 0 ? this : last);
                }
            };
            client.start(request, chain);
            assertThat(last.response()).isEqualTo("hello");
            assertThat(last.thread.getName()).isEqualTo("wirebench-nio-0");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void phasesAreTimedIfTheHandlerWantsIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"))) {
            Timed first = new Timed();
            client.start(HttpRequest.get(server.url("/")), first);
            first.response();
            assertThat(first.timings.reusedConnection()).isFalse();
            assertThat(ends(first.timings)).isSorted().doesNotContain(0L);
            Timed second = new Timed();
            client.start(HttpRequest.get(server.url("/")), second);
            second.response();
            assertThat(second.timings.reusedConnection()).isTrue();
            assertThat(second.timings.connectedNanos()).isZero();
            assertThat(second.timings.endNanos()).isPositive();
        }
    }

    private static long[] ends(Timings timings) {
        return new long[] {
            timings.acquiredNanos(),
            timings.connectedNanos(),
            timings.writtenNanos(),
            timings.headNanos(),
            timings.endNanos()
        };
    }

    private static HttpRequest post(String url, RequestBody body) {
        return HttpRequest.of("POST", Url.parse(url), Fields.NONE, body);
    }

    private static final class Timed extends Recorder {
        private final Timings timings = new Timings();

        @Override
        public Timings timings() {
            return timings;
        }
    }

    /// So many octets, with nothing at hand a few times in between.
    private static final class Counting implements BodySource {
        private long left;
        private int pauses;

        Counting(long octets, int pauses) {
            left = octets;
            this.pauses = pauses;
        }

        @Override
        public int read(ByteBuffer out) throws IOException {
            if (left == 0) {
                return -1;
            }
            if (pauses-- > 0) {
                return 0;
            }
            int octets = (int) Math.min(left, out.remaining());
            out.position(out.position() + octets);
            left -= octets;
            return octets;
        }
    }
}
