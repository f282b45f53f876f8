package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.StreamedResponse;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.Backoff;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Jitter;
import wirebench.client.config.Timeouts;
import wirebench.client.resilience.BudgetConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;
import wirebench.protocol.Fields;

/// A resilient client in front of the implementation tries again what may be tried again, and nothing else (RFC
/// 9110 section 9.2.2): the attempts are counted at the server.
abstract class ResiliencePromises extends Scene {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy";

    /// Three attempts, between which hardly any time passes.
    static final RetryConfig THREE = RetryConfig.DEFAULT
            .withBackoff(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1), Jitter.NONE))
            .withBudget(BudgetConfig.UNLIMITED);

    private final Heard heard = new Heard();

    /// How a peer spoils an exchange whose request it has heard.
    enum Spoiling {
        CLOSE("truncated"),
        RESET("transport"),
        SAYING_NOTHING("timeout"),
        HALF_A_HEAD("truncated");

        final String kind;

        Spoiling(String kind) {
            this.kind = kind;
        }

        void spoil(RawConnection connection) throws IOException {
            switch (this) {
                case CLOSE -> connection.finish();
                case RESET -> connection.reset();
                case SAYING_NOTHING -> connection.awaitEnd();
                case HALF_A_HEAD -> {
                    connection.say("HTTP/1.1 200 OK\r\nConte");
                    connection.finish();
                }
            }
        }
    }

    static Stream<Arguments> waysAndSpoilings() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Spoiling.values()).map(spoiling -> Arguments.of(way, spoiling)));
    }

    @ParameterizedTest
    @MethodSource("waysAndSpoilings")
    void idempotentRequestIsSentAgainUntilItIsAnswered(Way way, Spoiling spoiling) throws ExchangeException {
        HttpClient client = resilient(spoiling);
        RawPeer peer = peerThatSpoils(2, spoiling);

        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("ok");

        assertThat(peer.requests()).hasSize(3);
        assertThat(heard.troubles())
                .containsExactly("1 " + spoiling.kind + ", retried", "2 " + spoiling.kind + ", retried");
    }

    @ParameterizedTest
    @MethodSource("waysAndSpoilings")
    void lastFailureIsToldWhenNoAttemptIsLeft(Way way, Spoiling spoiling) {
        HttpClient client = resilient(spoiling);
        RawPeer peer = peerThatSpoils(100, spoiling);

        ExchangeException failure = failureOf(() -> way.send(client, HttpRequest.get(peer.url("/"))));

        assertThat(failure.kind()).isEqualTo(spoiling.kind);
        assertThat(peer.requests()).hasSize(3);
        assertThat(heard.troubles()).hasSize(3).last().isEqualTo("3 " + spoiling.kind);
    }

    @ParameterizedTest
    @MethodSource("waysAndSpoilings")
    void requestThatMayHaveBeenAppliedIsNotSentAgain(Way way, Spoiling spoiling) {
        HttpClient client = resilient(spoiling);
        RawPeer peer = peerThatSpoils(100, spoiling);

        ExchangeException failure = failureOf(() -> way.send(client, to(peer, "POST", RequestBody.of(new byte[] {1}))));

        assertThat(failure.kind()).isEqualTo(spoiling.kind);
        assertThat(peer.requests()).hasSize(1);
    }

    @Test
    void requestWhoseBodyCanBeHadOnceIsNotSentAgain() {
        HttpClient client = resilient(THREE);
        RawPeer peer = peerThatSpoils(100, Spoiling.CLOSE);

        ExchangeException failure = failureOf(() -> client.send(to(peer, "PUT", once())));

        assertThat(failure.kind()).isEqualTo("truncated");
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsTriedAgainIfNoConnectionCouldBeMade(Way way) {
        HttpClient client = resilient(THREE);
        RawPeer peer = peer(RawConnection::awaitEnd);
        peer.close();

        ExchangeException failure = failureOf(() -> way.send(client, to(peer, "POST", once())));

        assertThat(failure.kind()).isEqualTo("connect");
        assertThat(heard.troubles()).containsExactly("1 connect, retried", "2 connect, retried", "3 connect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\rX",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: -1\r\n\r\n",
            })
    void neitherAViolationNorAResponseThatHasBegunIsFollowedByAnotherAttempt(String answer) {
        HttpClient client = resilient(THREE);
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say(answer);
        });

        ExchangeException failure = failureOf(() -> client.send(HttpRequest.get(peer.url("/"))));

        assertThat(failure.kind()).isIn("violation", "truncated");
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void limitIsNotFollowedByAnotherAttempt(Way way) {
        HttpClient client = resilient(THREE);
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nA: " + "a".repeat(200_000) + "\r\n\r\n");
        });

        assertThat(failureOf(() -> way.send(client, HttpRequest.get(peer.url("/"))))
                        .kind())
                .isEqualTo("limit");
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void responsesThatAskForItAreTriedAgain(int status) throws ExchangeException {
        for (Way way : Way.values()) {
            HttpClient client = resilient(THREE);
            RawPeer peer = peerThatSays(2, "HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno");

            assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("ok");

            assertThat(peer.requests()).hasSize(3);
            assertThat(peer.connections())
                    .as("what is held back is read to its end")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 408, 429, 500, 501, 505, 599})
    void otherResponsesAreReturnedAsTheyAre(int status) throws ExchangeException {
        for (Way way : Way.values()) {
            HttpClient client = resilient(THREE);
            RawPeer peer = peerThatSays(100, "HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno");

            HttpResponse response = way.send(client, HttpRequest.get(peer.url("/")));

            assertThat(response.status() + " " + response.text()).isEqualTo(status + " no");
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lastResponseIsReturnedAsItIs(Way way) throws ExchangeException {
        HttpClient client = resilient(THREE);
        RawPeer peer = peerThatSays(100, UNAVAILABLE);

        HttpResponse response = way.send(client, HttpRequest.get(peer.url("/")));

        assertThat(response.status() + " " + response.text()).isEqualTo("503 busy");
        assertThat(peer.requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void requestThatIsNotIdempotentGetsTheFirstResponse(Way way) throws ExchangeException {
        HttpClient client = resilient(THREE);
        RawPeer peer = peerThatSays(100, UNAVAILABLE);

        assertThat(way.send(client, to(peer, "POST", RequestBody.none())).status())
                .isEqualTo(503);
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void handlerIsToldOfOneResponseOnly(Way way) throws ExchangeException {
        HttpClient client = resilient(THREE);
        RawPeer peer = peerThatSays(2, UNAVAILABLE);
        Script script = new Script();

        way.exchange(client, HttpRequest.get(peer.url("/")), script, Deadline.NEVER);

        assertThat(script.calls()).containsExactly("head 200 Content-Length=2", "body ok", "end");
    }

    @ParameterizedTest
    @EnumSource
    void streamIsThatOfTheResponseWhichIsReturned(Caller caller) throws ExchangeException {
        HttpClient client = resilient(THREE);
        RawPeer peer = peerThatSays(2, UNAVAILABLE);

        String body = caller.call(() -> {
            try (StreamedResponse response = client.open(HttpRequest.get(peer.url("/")))) {
                return response.status() + " " + new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
            }
        });

        assertThat(body).isEqualTo("200 ok");
        assertThat(peer.requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerThrowsEndsTheExchange(Way way) throws ExchangeException {
        ResilientClient client = resilient(THREE);
        RawPeer peer = peerThatSays(1, UNAVAILABLE);
        RuntimeException mistake = new IllegalStateException("a handler's mistake");
        Script script = new Script(Script.Call.HEAD, mistake);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> way.exchange(client, HttpRequest.get(peer.url("/")), script, Deadline.NEVER)))
                .isSameAs(mistake);
        assertThat(peer.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void retriesOfAllExchangesTogetherAreBounded(Way way) throws ExchangeException {
        ResilientClient client = resilient(THREE.withBudget(new BudgetConfig(0, 0, 3)));
        RawPeer peer = peerThatSays(100, UNAVAILABLE);

        for (int i = 0; i < 4; i++) {
            assertThat(way.send(client, HttpRequest.get(peer.url("/"))).status())
                    .isEqualTo(503);
        }

        assertThat(peer.requests()).as("four exchanges, and three retries").hasSize(7);
        assertThat(client.stats().retries()).isEqualTo(3);
        assertThat(client.stats().overBudget()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void exchangeThatIsFineIsSentOnce(Way way) throws ExchangeException {
        ResilientClient client = resilient(THREE);

        assertThat(way.send(client, get("/plaintext")).status()).isEqualTo(200);

        assertThat(client.stats().retries()).isZero();
        assertThat(heard.troubles()).isEmpty();
    }

    final Heard heard() {
        return heard;
    }

    /// Three attempts at a peer that spoils exchanges: waits for a head that never comes no longer than the
    /// test can, and for any other as long as it takes.
    private ResilientClient resilient(Spoiling spoiling) {
        boolean silent = spoiling == Spoiling.SAYING_NOTHING;
        Timeouts timeouts = silent ? Timeouts.DEFAULT.withHead(Duration.ofMillis(400)) : Timeouts.DEFAULT;
        return resilient(THREE, ClientConfig.DEFAULT.withTimeouts(timeouts));
    }

    final ResilientClient resilient(RetryConfig retries) {
        return resilient(retries, ClientConfig.DEFAULT);
    }

    private ResilientClient resilient(RetryConfig retries, ClientConfig config) {
        return inFrontOf(
                client(config),
                client -> ResilientClient.of(client, ResilienceConfig.DEFAULT.withRetries(retries), heard));
    }

    /// A peer that spoils so many exchanges, each on a connection of its own, and answers from then on.
    private RawPeer peerThatSpoils(int times, Spoiling spoiling) {
        return peer(connection -> {
            connection.hear();
            if (connection.index() < times) {
                spoiling.spoil(connection);
            } else {
                connection.say(OK);
                connection.awaitEnd();
            }
        });
    }

    /// A peer that gives one answer so many times, and a better one from then on, all on one connection if it may.
    final RawPeer peerThatSays(int times, String answer) {
        var answered = new java.util.concurrent.atomic.AtomicInteger();
        return peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(answered.getAndIncrement() < times ? answer : OK);
            }
        });
    }

    static HttpRequest to(RawPeer peer, String method, RequestBody body) {
        return HttpRequest.of(method, Url.parse(peer.url("/")), Fields.NONE, body);
    }

    private static RequestBody once() {
        RequestBody body = RequestBody.input(() -> new ByteArrayInputStream(new byte[] {1}));
        return new RequestBody.Stream(1, false, ((RequestBody.Stream) body).open());
    }
}
