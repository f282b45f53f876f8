package wirebench.nio;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Fields;
import wirebench.protocol.Limits;

class NioFailureTest {
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Timeouts NONE = new Timeouts(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);

    @Test
    void refusedConnectionSaysWhere() throws Exception {
        int port = freePort();
        ExchangeFailure failure = fail(open(NONE), "http://127.0.0.1:" + port + "/");
        assertFailure(failure, FailureKind.CONNECT, Phase.CONNECT, false);
        assertThat(failure).hasMessage("could not connect to 127.0.0.1:" + port + ": Connection refused");
    }

    @Test
    void nameThatDoesNotExistCannotBeConnectedTo() throws Exception {
        ExchangeFailure failure = fail(open(NONE), "http://" + "a".repeat(300) + "/");
        assertFailure(failure, FailureKind.CONNECT, Phase.CONNECT, false);
        assertThat(failure).hasMessageContaining("the name could not be resolved");
    }

    @Test
    void eachAddressOfANameIsTried() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"));
                HttpClient client = open(NONE)) {
            // On most machines the name has an IPv6 address too, on which nobody listens.
            String url = "http://localhost:" + server.port() + "/";
            assertThat(client.send(HttpRequest.get(url)).text()).isEqualTo("hello");
        }
    }

    @Test
    void resetIsATransportFailure() throws Exception {
        ScriptedServer.Script script = peer -> {
            peer.head();
            peer.reset();
        };
        ExchangeFailure failure = failWith(script, NONE);
        assertFailure(failure, FailureKind.TRANSPORT, Phase.HEAD, true);
        assertThat(failure).hasMessageEndingWith("reset the connection");
    }

    @Test
    void endWithoutAnAnswerIsATruncation() throws Exception {
        assertFailure(failWith(ScriptedServer.Peer::head, NONE), FailureKind.TRUNCATED, Phase.HEAD, true);
    }

    @Test
    void endWithinTheHeadIsATruncation() throws Exception {
        ExchangeFailure failure = failWith(sending("HTTP/1.1 200 OK\r\n"), NONE);
        assertFailure(failure, FailureKind.TRUNCATED, Phase.HEAD, true);
    }

    @Test
    void endWithinTheBodyIsATruncation() throws Exception {
        ExchangeFailure failure = failWith(sending("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"), NONE);
        assertFailure(failure, FailureKind.TRUNCATED, Phase.READ, true);
        assertThat(failure).hasMessageContaining("closed the connection before the response was complete");
    }

    @Test
    void whatIsNotHttpIsAViolation() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(sending("SSH-2.0-OpenSSH_9.6\r\n"));
                HttpClient client = open(NONE)) {
            Throwable failure =
                    Recorder.start(client, HttpRequest.get(server.url("/"))).failure();
            assertThat(failure).isInstanceOf(PeerViolation.class);
            assertThat(((ExchangeException) failure).phase()).isEqualTo(Phase.HEAD);
            assertThat(client.pool().closed()).isEqualTo(1);
        }
    }

    @Test
    void moreThanALimitAllowsIsALimitFailure() throws Exception {
        Limits limits = Limits.DEFAULT.withBodyOctets(4);
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"));
                HttpClient client = new NioProvider().open(ClientConfig.DEFAULT.withLimits(limits))) {
            ExchangeFailure failure =
                    Recorder.start(client, HttpRequest.get(server.url("/"))).exchangeFailure();
            assertThat(failure.failureKind()).isEqualTo(FailureKind.LIMIT);
            assertThat(failure).hasMessageContaining("octets of body");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsAHeadTimeout() throws Exception {
        ExchangeFailure failure = failWith(ScriptedServer.Peer::awaitEnd, NONE.withHead(SHORT));
        assertFailure(failure, FailureKind.TIMEOUT, Phase.HEAD, true);
        assertThat(failure).hasMessageStartingWith("no head within 60 ms from 127.0.0.1:");
    }

    @Test
    void octetNowAndThenDoesNotStretchTheHeadTimeout() throws Exception {
        ScriptedServer.Script drip = peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                peer.send("x");
                Thread.sleep(5);
            }
        };
        assertFailure(failWith(drip, NONE.withHead(SHORT)), FailureKind.TIMEOUT, Phase.HEAD, true);
    }

    @Test
    void bodyThatStopsIsAReadTimeout() throws Exception {
        ScriptedServer.Script stop = peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            peer.awaitEnd();
        };
        Timeouts timeouts = NONE.withHead(Duration.ofSeconds(30)).withRead(SHORT);
        assertFailure(failWith(stop, timeouts), FailureKind.TIMEOUT, Phase.READ, true);
    }

    @Test
    void wholeExchangeHasATimeoutOfItsOwn() throws Exception {
        ExchangeFailure failure = failWith(ScriptedServer.Peer::awaitEnd, NONE.withTotal(SHORT));
        assertFailure(failure, FailureKind.TIMEOUT, Phase.TOTAL, true);
        assertThat(failure).hasMessageContaining("not complete in its time (it had come to head)");
    }

    @Test
    void uploadThatGetsNowhereIsATotalTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> Thread.sleep(60_000));
                HttpClient client = open(NONE.withTotal(SHORT))) {
            RequestBody body = RequestBody.of(new byte[32 * 1024 * 1024]);
            HttpRequest request = HttpRequest.of("POST", Url.parse(server.url("/")), Fields.NONE, body);
            ExchangeFailure failure = Recorder.start(client, request).exchangeFailure();
            assertFailure(failure, FailureKind.TIMEOUT, Phase.TOTAL, true);
            assertThat(failure).hasMessageContaining("(it had come to write)");
        }
    }

    @Test
    void earlyAnswerWaitsForItsHandlerAlthoughTheRequestCannotBeWritten() throws Exception {
        String answer = "0123456789".repeat(100);
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answer(answer));
                HttpClient client = new NioProvider()
                        .open(ClientConfig.DEFAULT.withTimeouts(NONE).withBufferOctets(256))) {
            Paused paused = new Paused();
            RequestBody body = RequestBody.of(new byte[32 * 1024 * 1024]);
            client.start(HttpRequest.of("POST", Url.parse(server.url("/")), Fields.NONE, body), paused);
            paused.askedForBody.await();
            Eventually.holds(
                    "nothing more is written",
                    new StandStill(() -> client.calls().writes()));
            assertThat(paused.ended()).isFalse();
            paused.demand = Demand.MORE;
            client.resume(paused);
            assertThat(paused.response()).isEqualTo(answer);
            assertThat(client.pool().closedBy()).containsExactly(Map.entry(CloseReason.NOT_REUSABLE, 1L));
        }
    }

    @Test
    void deadlineOfTheCallerHolds() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client = open(NONE)) {
            Recorder recorder = new Recorder();
            client.start(HttpRequest.get(server.url("/")), recorder, Deadline.in(SHORT));
            assertFailure(recorder.exchangeFailure(), FailureKind.TIMEOUT, Phase.TOTAL, true);
        }
    }

    @Test
    void deadlineThatHasPassedSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> peer.answerAll("hello"));
                HttpClient client = open(NONE)) {
            Recorder recorder = new Recorder();
            client.start(HttpRequest.get(server.url("/")), recorder, new Deadline(0));
            assertFailure(recorder.exchangeFailure(), FailureKind.TIMEOUT, Phase.TOTAL, false);
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void addressThatDoesNotAnswerIsAConnectTimeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                HttpClient client = open(NONE.withConnect(SHORT))) {
            List<SocketChannel> queued = fill((InetSocketAddress) full.getLocalSocketAddress());
            try {
                String url = "http://127.0.0.1:" + full.getLocalPort() + "/";
                ExchangeFailure failure =
                        Recorder.start(client, HttpRequest.get(url)).exchangeFailure();
                assertFailure(failure, FailureKind.TIMEOUT, Phase.CONNECT, false);
                assertThat(client.pool().leased()).isZero();
            } finally {
                for (SocketChannel channel : queued) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void busyConnectionsAreAnAcquireTimeout() throws Exception {
        UnaryOperator<ClientConfig> one = config -> config.withMaxConnections(1);
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd);
                HttpClient client =
                        new NioProvider().open(one.apply(ClientConfig.DEFAULT.withTimeouts(NONE.withAcquire(SHORT))))) {
            HttpRequest request = HttpRequest.get(server.url("/"));
            Recorder first = Recorder.start(client, request);
            ExchangeFailure failure = Recorder.start(client, request).exchangeFailure();
            assertFailure(failure, FailureKind.TIMEOUT, Phase.ACQUIRE, false);
            assertThat(client.pool().waiting()).isZero();
            assertThat(first.ended()).isFalse();
        }
    }

    @Test
    void failureAtOnceIsToldLaterAndNeverWithinTheStart() throws Exception {
        HttpRequest refused = HttpRequest.get("http://127.0.0.1:" + freePort() + "/");
        try (HttpClient client = open(NONE)) {
            Recorder last = new Recorder();
            Recorder chain = new Recorder() {
                private int left = 2_000;
                private boolean starting;

                @Override
                public void failed(Throwable failure) {
                    if (starting) {
                        last.failed(new AssertionError("told within the start"));
                    }
                    starting = true;
                    // A deadline that has passed fails without any I/O.
                    client.start(refused, --left > 0 ? this : last, left % 2 == 0 ? new Deadline(0) : Deadline.NEVER);
                    starting = false;
                }
            };
            client.start(refused, chain);
            assertThat(last.failure()).isInstanceOf(ExchangeFailure.class);
        }
    }

    /// Wants nothing of the body until the test says so.
    private static final class Paused extends Recorder {
        private final CountDownLatch askedForBody = new CountDownLatch(1);
        private volatile Demand demand = Demand.LATER;

        @Override
        public Demand demand() {
            askedForBody.countDown();
            return demand;
        }
    }

    private static void assertFailure(ExchangeFailure failure, FailureKind kind, Phase phase, boolean requestWritten) {
        assertThat(failure.failureKind()).isEqualTo(kind);
        assertThat(failure.phase()).isEqualTo(phase);
        assertThat(failure.requestWritten()).isEqualTo(requestWritten);
    }

    /// Fills the queue of a socket that accepts nothing, until the system no longer answers who connects.
    private static List<SocketChannel> fill(InetSocketAddress address) throws IOException {
        List<SocketChannel> queued = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(address);
            queued.add(channel);
        }
        return queued;
    }

    private static ScriptedServer.Script sending(String octets) {
        return peer -> {
            peer.head();
            peer.send(octets);
        };
    }

    private static ExchangeFailure failWith(ScriptedServer.Script script, Timeouts timeouts) throws Exception {
        try (ScriptedServer server = ScriptedServer.of(script)) {
            return fail(open(timeouts), server.url("/"));
        }
    }

    private static ExchangeFailure fail(HttpClient client, String url) throws InterruptedException, TimeoutException {
        try (client) {
            ExchangeFailure failure =
                    Recorder.start(client, HttpRequest.get(url)).exchangeFailure();
            assertThat(client.pool().leased()).isZero();
            assertThat(client.pool().idle()).isZero();
            return failure;
        }
    }

    private static HttpClient open(Timeouts timeouts) {
        return new NioProvider().open(ClientConfig.DEFAULT.withTimeouts(timeouts));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
