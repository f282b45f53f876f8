package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.PublishedResponse;
import wirebench.client.StreamedResponse;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Fields;

/// Each phase has a timeout, and the failure says which one fired.
abstract class TimeoutPromises extends Scene {
    private static final int MOST_BACKLOG = 64;

    @ParameterizedTest
    @EnumSource
    void waitingForAConnectionEndsWithTheAcquireTimeout(Way way) throws ExchangeException {
        HttpClient client = client(
                ClientConfig.DEFAULT.withMaxConnections(1).withTimeouts(Timeouts.DEFAULT.withAcquire(Brief.TIMEOUT)));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/2"))), "timeout", Phase.ACQUIRE, false);

        gate.open();
        holder.await();
        assertThat(peer.requests()).hasSize(1);
        assertThat(way.send(client, HttpRequest.get(peer.url("/3"))).text()).isEqualTo("/3");
    }

    @ParameterizedTest
    @EnumSource
    void connectingEndsWithTheConnectTimeout(Way way) throws IOException {
        HttpClient client = clientWith(timeouts -> timeouts.withConnect(Brief.TIMEOUT));

        try (FullBacklog full = FullBacklog.open()) {
            assertFails(
                    () -> way.send(client, HttpRequest.get("http://127.0.0.1:" + full.port() + "/")),
                    "timeout",
                    Phase.CONNECT,
                    false);
            assertEverythingIsReturned(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resolvingANameEndsWithTheConnectTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withConnect(Brief.TIMEOUT));

        assertFails(() -> way.send(client, silentName(way)), "timeout", Phase.CONNECT, false);
        assertEverythingIsReturned(client);
    }

    @ParameterizedTest
    @EnumSource
    void resolvingANameEndsWithTheDeadline(Way way) {
        HttpClient client = client();

        assertFails(
                () -> way.exchange(client, silentName(way), new PatternCheck(), Deadline.in(Brief.TIMEOUT)),
                "timeout",
                Phase.TOTAL,
                false);
        assertEverythingIsReturned(client);
    }

    @ParameterizedTest
    @EnumSource
    void resolvingANameEndsWithTheClient(Way way) {
        HttpClient client = client();
        Future<HttpResponse> waiting = way.beginSend(client, silentName(way));
        Waiting.until("the name is asked for", () -> client.pool().leased() == 1);

        client.close();

        assertFails(() -> Waiting.resultOf(waiting), "cancelled", Phase.CONNECT, false);
    }

    @ParameterizedTest
    @EnumSource
    void timeoutClosesTheConnectionAndReturnsTheLease(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));
        Latch gone = new Latch();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.awaitEnd();
            gone.open();
        });

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "timeout", Phase.HEAD, true);
        Waiting.until("the peer sees the end", gone::isOpen);
        assertEverythingIsReturned(client);
        assertThat(client.pool().closedBy()).containsExactly(Map.entry(CloseReason.FAILED, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void drippingServerDoesNotStretchTheTimeoutOfTheHead(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));
        Latch gone = new Latch();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\n");
            try {
                while (true) {
                    connection.say("X-Drip: 1\r\n");
                    Waiting.elapse(Duration.ofMillis(50));
                }
            } finally {
                gone.open();
            }
        });

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "timeout", Phase.HEAD, true);
        Waiting.until("the peer sees the end", gone::isOpen);
        assertEverythingIsReturned(client);
    }

    @ParameterizedTest
    @EnumSource
    void releaseGoesToTheNextAfterAWaitInVain(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);
        Future<?> inVain =
                way.begin(client, HttpRequest.get(peer.url("/2")), new PatternCheck(), Deadline.in(Brief.TIMEOUT));
        Waiting.until("one waits", () -> client.pool().waiting() == 1);
        Future<HttpResponse> next = way.beginSend(client, HttpRequest.get(peer.url("/3")));

        assertFails(() -> Waiting.resultOf(inVain), "timeout", Phase.TOTAL, false);
        Waiting.until("only the other waits", () -> client.pool().waiting() == 1);
        gate.open();

        holder.await();
        assertThat(Waiting.resultOf(next).text()).isEqualTo("/3");
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(peer.requests()).hasSize(2);
    }

    @Test
    void pendingTimeoutsNeedNoThreadsOfTheirOwn() {
        HttpClient client = client(
                ClientConfig.DEFAULT.withMaxConnections(1).withTimeouts(Timeouts.DEFAULT.withAcquire(Brief.WHOLE)));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);
        List<StartedExchange> pending = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pending.add(StartedExchange.start(client, HttpRequest.get(peer.url("/2")), new PatternCheck()));
        }
        Waiting.until("all wait", () -> client.pool().waiting() == 100);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.contains("watchdog") || name.startsWith("wirebench-nio"))
                .hasSize(1);

        pending.forEach(one -> assertFails(one::await, "timeout", Phase.ACQUIRE, false));
        gate.open();
        Waiting.until("the holder has ended", holder::hasEnded);
        assertEverythingIsReturned(client);
    }

    private static HttpRequest silentName(Way way) {
        return HttpRequest.get("http://" + way.name().toLowerCase(Locale.ROOT).replace('_', '-') + TestNames.SILENT);
    }

    static Stream<Duration> durationsWithoutAnEnd() {
        return Stream.of(
                ChronoUnit.FOREVER.getDuration(),
                Duration.ofDays(365L * 293),
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofNanos(Long.MAX_VALUE).minusSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("durationsWithoutAnEnd")
    void timeoutsBeyondEveryClockNeverFire(Duration most) throws Exception {
        Timeouts endless = new Timeouts(most, most, most, most, most, most, most, most, most);
        HttpClient client = client(ClientConfig.DEFAULT
                .withTimeouts(endless)
                .withPool(pool -> pool.withMinIdle(1)
                        .withIdleTimeout(most)
                        .withMaxLifetime(most, 0.5)
                        .withProbeAfter(most)
                        .withLeakAfter(most)));

        for (Way way : Way.values()) {
            way.exchange(client, get("/plaintext"), new PatternCheck(), Deadline.in(most));
            assertThat(way.send(client, request("POST", "/echo", RequestBody.of(new byte[9])))
                            .body())
                    .hasSize(9);
        }
        try (StreamedResponse response = client.open(get("/bytes/100000"), Deadline.in(most))) {
            assertThat(response.status()).isEqualTo(200);
        }
        PublishedResponse published = Waiting.resultOf(client.openAsync(get("/bytes/100000")));
        published.body().subscribe(new CancellingSubscriber());
        assertEverythingIsReturned(client);
    }

    /// Wants nothing of a body.
    private static final class CancellingSubscriber implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            given.cancel();
        }

        @Override
        public void onNext(ByteBuffer item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private static void assertEverythingIsReturned(HttpClient client) {
        awaitQuiet(client);
        Waiting.until(
                () -> client.pool().toString(),
                () -> client.pool().idle() + client.pool().closed()
                        == client.pool().created());
    }

    @ParameterizedTest
    @EnumSource
    void silenceBetweenReadsEndsWithTheReadTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withRead(Brief.TIMEOUT));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.awaitEnd();
        });

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "timeout", Phase.READ, true);
        assertEverythingIsReturned(client);
    }

    @Test
    void silenceInTheTrailerSectionEndsWithTheReadTimeout() {
        HttpClient client = clientWith(timeouts -> timeouts.withRead(Brief.TIMEOUT));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T");
            connection.awaitEnd();
        });

        assertFails(() -> client.send(HttpRequest.get(peer.url("/"))), "timeout", Phase.READ, true);
    }

    @ParameterizedTest
    @EnumSource
    void interimResponsesDoNotStretchTheTimeoutOfTheHead(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
            connection.awaitEnd();
        });

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/"))), "timeout", Phase.HEAD, true);
    }

    @Test
    void slowBodyIsReceivedAsLongAsEachReadIsInTime() throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withRead(Duration.ofSeconds(2)));

        assertThat(client.send(get("/fault/drip?millis=5")).text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @EnumSource
    void wholeExchangeEndsWithTheTotalTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withTotal(Brief.WHOLE));

        assertFails(() -> way.send(client, get("/fault/stall")), "timeout", Phase.TOTAL, true);
        assertFails(() -> way.send(client, get("/fault/drip?millis=20")), "timeout", Phase.TOTAL, true);
        assertEverythingIsReturned(client);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineOfTheCallersBoundsTheWholeExchange(Way way) {
        HttpClient client = client();

        assertFails(
                () -> way.exchange(client, get("/fault/stall"), new PatternCheck(), Deadline.in(Brief.WHOLE)),
                "timeout",
                Phase.TOTAL,
                true);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineBoundsWaitingForAConnectionToo(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);

        assertFails(
                () -> way.exchange(
                        client, HttpRequest.get(peer.url("/2")), new PatternCheck(), Deadline.in(Brief.TIMEOUT)),
                "timeout",
                Phase.TOTAL,
                false);

        gate.open();
        holder.await();
    }

    @ParameterizedTest
    @EnumSource
    void writingToAPeerThatDoesNotReadEndsWithTheTotalTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withTotal(Brief.WHOLE));
        Latch timedOut = new Latch();
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            timedOut.await();
        });
        HttpRequest endless =
                HttpRequest.of("POST", Url.parse(peer.url("/")), Fields.NONE, RequestBody.chunked(() -> out -> {
                    int octets = out.remaining();
                    out.position(out.limit());
                    return octets;
                }));

        assertFails(() -> way.send(client, endless), "timeout", Phase.TOTAL, true);
        timedOut.open();
        assertEverythingIsReturned(client);
    }

    @Test
    void clientWorksOnAfterATimeout() throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withHead(Brief.TIMEOUT));

        assertFails(() -> client.send(get("/fault/stall")), "timeout", Phase.HEAD, true);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections())
                .as("the stalled connection is not used again")
                .isEqualTo(2);
    }

    @Test
    void timeoutsThatDidNotFireLeaveLaterExchangesAlone() throws ExchangeException {
        HttpClient client =
                clientWith(timeouts -> timeouts.withHead(Brief.WHOLE).withTotal(Brief.WHOLE));

        assertThat(client.send(get("/plaintext")).status()).isEqualTo(200);
        Waiting.elapse(Brief.WHOLE.plusMillis(50));
        assertThat(client.send(get("/plaintext")).status()).isEqualTo(200);
        assertThat(counters().connections()).isEqualTo(1);
    }

    /// A listening socket that takes no more connections, so that the next one has to wait for the kernel.
    private record FullBacklog(ServerSocket listening, List<SocketChannel> waiting) implements AutoCloseable {
        static FullBacklog open() throws IOException {
            FullBacklog full =
                    new FullBacklog(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")), new ArrayList<>());
            while (full.takesOneMore()) {
                if (full.waiting.size() > MOST_BACKLOG) {
                    full.close();
                    abort("this kernel does not let connections wait");
                }
            }
            return full;
        }

        int port() {
            return listening.getLocalPort();
        }

        private boolean takesOneMore() throws IOException {
            SocketChannel channel = SocketChannel.open();
            waiting.add(channel);
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(listening.getInetAddress(), port()));
            long start = System.nanoTime();
            while (!channel.finishConnect()) {
                if (System.nanoTime() - start > Duration.ofMillis(100).toNanos()) {
                    return false;
                }
                Thread.onSpinWait();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }
}
