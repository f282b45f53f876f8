package wirebench.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.SocketCalls;
import wirebench.client.StreamedResponse;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.client.config.Timeouts;
import wirebench.client.config.WaitStrategy;
import wirebench.protocol.Fields;

/// How octets are buffered and waited for, and which connection an exchange gets, changes what exchanges cost and
/// nothing of what they give. A strategy that an implementation cannot carry out is refused when it is opened.
abstract class StrategyPromises extends Scene {
    private static final int MOST_CONNECTIONS = 8;
    private static final int CALLERS = 4 * MOST_CONNECTIONS;
    private static final int EXCHANGES_OF_A_CALLER = 5;
    private static final int COUNTED = 50;
    private static final Duration EVER = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void bufferingChangesNoResponse(BufferStrategy strategy) throws ExchangeException {
        assertServedOrRefused(
                withBuffers(strategy), refused(strategy), strategy.label(), this::assertResponsesOfEveryKind);
    }

    @ParameterizedTest
    @EnumSource
    void bufferSizeChangesNoResponse(BufferStrategy strategy) throws ExchangeException {
        for (int octets : new int[] {256, 1000, 4096, 65_536}) {
            assertServedOrRefused(
                    withBuffers(strategy).withBufferOctets(octets),
                    refused(strategy),
                    strategy.label(),
                    this::assertResponsesOfEveryKind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gatheringChangesNoResponse(BufferStrategy strategy) throws ExchangeException {
        if (tokenwise(strategy)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BufferConfig(strategy, 4096, true))
                    .withMessageContaining(strategy.label());
        } else {
            assertServedOrRefused(
                    ClientConfig.DEFAULT.withBuffers(_ -> new BufferConfig(strategy, 4096, true)),
                    refused(strategy),
                    strategy.label(),
                    this::assertResponsesOfEveryKind);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodyInMemoryIsWrittenAtOnceWithItsHead(boolean gathering) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withBuffers(buffers -> buffers.withGathering(gathering)));
        HttpRequest post = request("POST", "/echo", RequestBody.of(RequestBodyPromises.octets(1024)));

        SocketCalls calls = callsOf(client, post, 10);

        assertThat(calls.writes()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void smallExchangeIsOneWriteAndOneRead(BufferStrategy strategy) throws ExchangeException {
        // The look for the end of a connection that has been idle is a read as well.
        ClientConfig config = withBuffers(strategy).withPool(pool -> pool.withProbeAfter(EVER));
        assertServedOrRefused(config, refused(strategy), strategy.label(), client -> {
            SocketCalls calls = callsOf(client, get("/plaintext"), COUNTED);
            switch (strategy) {
                case UNBUFFERED -> {
                    assertThat(calls.writes()).isGreaterThan(COUNTED);
                    // Behind TLS a record is read whole, and what it holds octet by octet.
                    assertThat(calls.reads()).isGreaterThanOrEqualTo(secure() ? COUNTED : COUNTED + 1);
                }
                case STREAM,
                        HEAP_PER_EXCHANGE,
                        DIRECT_PER_EXCHANGE,
                        HEAP_PER_CONNECTION,
                        DIRECT_PER_CONNECTION,
                        POOLED_DIRECT,
                        THREAD_LOCAL_DIRECT -> {
                    assertThat(calls.writes()).isEqualTo(COUNTED);
                    assertThat(calls.reads()).isBetween((long) COUNTED, mostReads(client));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void poolGivesEveryResponseOnAsManyConnectionsAsItMay(PoolStrategy strategy) throws ExchangeException {
        assertPoolServes(strategy, true);
    }

    @ParameterizedTest
    @EnumSource
    void overtakingLosesNoResponse(PoolStrategy strategy) throws ExchangeException {
        assertPoolServes(strategy, false);
    }

    @ParameterizedTest
    @EnumSource
    void poolGivesBackWhatFailed(PoolStrategy strategy) throws ExchangeException {
        ClientConfig config = ClientConfig.DEFAULT
                .withPool(pool -> pool.withStrategy(strategy))
                .withMaxConnections(1);
        assertServedOrRefused(config, refused(strategy), strategy.label(), client -> {
            for (int i = 0; i < 3; i++) {
                assertThat(failureOf(() -> client.send(get("/fault/truncate"))).kind())
                        .isEqualTo("truncated");
                assertThat(client.send(get("/bytes/" + i)).body()).hasSize(i);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void spinningChangesNoResponse(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withWaiting(WaitStrategy.SPIN));

        assertResponsesOfEveryKind(client);
        assertThat(way.send(client, get("/delay/20")).text()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @EnumSource
    void timeoutsPassWhileSpinning(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT
                .withWaiting(new WaitStrategy(Duration.ofSeconds(1))) // longer than the timeouts
                .withTimeouts(Timeouts.DEFAULT.withHead(Brief.TIMEOUT)));
        RawPeer silent = peer(connection -> {
            connection.hear();
            connection.awaitEnd();
        });

        assertFails(() -> way.send(client, HttpRequest.get(silent.url("/"))), "timeout", Phase.HEAD, true);
        assertFails(
                () -> way.exchange(
                        client,
                        HttpRequest.get(silent.url("/")),
                        new PatternCheck(),
                        Deadline.in(Brief.TIMEOUT.dividedBy(2))),
                "timeout",
                Phase.TOTAL,
                true);
        assertThat(way.send(client, get("/bytes/3")).text()).isEqualTo("abc");
    }

    private void assertPoolServes(PoolStrategy strategy, boolean fair) throws ExchangeException {
        ClientConfig config = ClientConfig.DEFAULT.withPool(pool -> pool.withStrategy(strategy)
                .withFair(fair)
                .withMaxConnections(MOST_CONNECTIONS)
                .withLeakAfter(EVER));
        assertServedOrRefused(config, refused(strategy), strategy.label(), client -> {
            Turnstile turnstile = new Turnstile();
            RawPeer peer = peer(turnstile);

            sendFromManyThreads(client, peer);

            assertThat(turnstile.most()).as("exchanges at one time").isBetween(1, MOST_CONNECTIONS);
            assertThat(peer.requests()).hasSize(CALLERS * EXCHANGES_OF_A_CALLER);
            switch (strategy) {
                case NONE -> {
                    assertThat(peer.connections()).isEqualTo(CALLERS * EXCHANGES_OF_A_CALLER);
                    assertThat(peer.requests())
                            .allSatisfy(request -> assertThat(request).containsIgnoringCase("connection: close"));
                }
                case DEDICATED -> {} // opens another when somebody else's has to make room
                case LIFO, FIFO, STRIPED, THREAD_AFFINE, LOCK_FREE ->
                    assertThat(peer.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
            }
            awaitQuiet(client);
            assertThat(client.pool().leaks()).isEmpty();
            assertThat(client.pool().created()).isEqualTo(peer.connections());
        });
    }

    private static void sendFromManyThreads(HttpClient client, RawPeer peer) throws ExchangeException {
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String prefix = "/" + i + "/";
            callers.add(Way.run(caller(client).builder(), () -> {
                for (int j = 0; j < EXCHANGES_OF_A_CALLER; j++) {
                    HttpResponse response = client.send(HttpRequest.get(peer.url(prefix + j)));
                    assertThat(response.text()).isEqualTo(prefix + j);
                }
                return true;
            }));
        }
        for (Future<Boolean> each : callers) {
            assertThat(Waiting.resultOf(each)).isTrue();
        }
    }

    private void assertResponsesOfEveryKind(HttpClient client) throws ExchangeException {
        boolean allAsExpected = caller(client).call(() -> {
            assertWholeResponses(client);
            assertRequestBodiesArrive(client);
            assertHalfReadStreamsEnd(client);
            return true;
        });
        assertThat(allAsExpected).isTrue();
    }

    private void assertWholeResponses(HttpClient client) throws ExchangeException {
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(client.send(get("/bytes/100000")).text()).isEqualTo(PatternCheck.pattern(100_000));
        HttpResponse chunked = client.send(get("/chunked/40x700?trailers=1"));
        assertThat(chunked.text()).isEqualTo(PatternCheck.pattern(28_000));
        assertThat(chunked.trailers()).isNotEqualTo(Fields.NONE);
        HttpResponse head = client.send(request("HEAD", "/bytes/500", RequestBody.none()));
        assertThat(head.fields().first("Content-Length")).isEqualTo("500");
        assertThat(head.body()).isEmpty();
        HttpResponse noContent = client.send(get("/status/204"));
        assertThat(noContent.status()).isEqualTo(204);
        assertThat(noContent.body()).isEmpty();
        assertThat(client.send(get("/close?octets=3000")).text()).isEqualTo(PatternCheck.pattern(3000));
        assertThat(client.send(get("/fields/100?octets=50")).text()).isEqualTo("Hello, World!");
    }

    private void assertRequestBodiesArrive(HttpClient client) throws ExchangeException {
        for (int size : new int[] {1024, 300_000}) {
            byte[] octets = RequestBodyPromises.octets(size);
            for (RequestBodyPromises.Marking marking : RequestBodyPromises.Marking.values()) {
                assertThat(client.send(request("POST", "/echo", marking.body(octets)))
                                .body())
                        .as("%s of %s octets", marking, size)
                        .isEqualTo(octets);
            }
        }
        byte[] held = "held back until it is wanted".getBytes(US_ASCII);
        HttpRequest expecting = HttpRequest.of(
                "POST", Url.parse(serverUrl() + "/echo"), Fields.of("Expect", "100-continue"), RequestBody.of(held));
        assertThat(client.send(expecting).body()).isEqualTo(held);
    }

    private void assertHalfReadStreamsEnd(HttpClient client) throws Exception {
        for (String target : new String[] {"/bytes/100000", "/chunked/100x1000"}) {
            try (StreamedResponse response = client.open(get(target))) {
                assertThat(response.body().readNBytes(50_000))
                        .isEqualTo(PatternCheck.pattern(50_000).getBytes(US_ASCII));
            }
        }
        assertThat(client.send(get("/bytes/3")).text()).isEqualTo("abc");
    }

    /// The calls of so many exchanges, one after another, on a connection that is open already.
    private static SocketCalls callsOf(HttpClient client, HttpRequest request, int exchanges) throws ExchangeException {
        return caller(client).call(() -> {
            assertThat(client.send(request).status()).isEqualTo(200);
            awaitQuiet(client);
            SocketCalls before = client.calls();
            for (int i = 0; i < exchanges; i++) {
                assertThat(client.send(request).status()).isEqualTo(200);
            }
            awaitQuiet(client);
            assertThat(client.pool().created()).isEqualTo(1);
            return client.calls().since(before);
        });
    }

    /// An event loop is told that there is something to read, and may look before each use whether there is.
    private static long mostReads(HttpClient client) {
        return client.model() == ExecutionModel.EVENT_LOOPS ? 2 * COUNTED : COUNTED;
    }

    /// A thread of the client's own kind, so that the exchange is carried out on it.
    private static Caller caller(HttpClient client) {
        return client.model() == ExecutionModel.VIRTUAL_THREADS ? Caller.VIRTUAL : Caller.PLATFORM;
    }

    private void assertServedOrRefused(ClientConfig config, boolean refused, String label, Check check)
            throws ExchangeException {
        if (refused) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client(config))
                    .withMessageContaining(label);
        } else {
            check.of(client(config));
        }
    }

    /// A stream is read by a thread that waits; an event loop must not.
    private boolean refused(BufferStrategy strategy) {
        return onEventLoops() && strategy == BufferStrategy.STREAM;
    }

    /// A loop's connections belong to one thread, so there are no threads to tell apart and no locks to do without.
    private boolean refused(PoolStrategy strategy) {
        return onEventLoops()
                && switch (strategy) {
                    case STRIPED, THREAD_AFFINE, LOCK_FREE -> true;
                    case NONE, DEDICATED, LIFO, FIFO -> false;
                };
    }

    private boolean onEventLoops() {
        return client().model() == ExecutionModel.EVENT_LOOPS;
    }

    private static boolean tokenwise(BufferStrategy strategy) {
        return strategy == BufferStrategy.UNBUFFERED || strategy == BufferStrategy.STREAM;
    }

    private static ClientConfig withBuffers(BufferStrategy strategy) {
        return ClientConfig.DEFAULT.withBuffers(buffers -> buffers.withStrategy(strategy));
    }

    /// What must hold of a client.
    private interface Check {
        void of(HttpClient client) throws ExchangeException;
    }
}
