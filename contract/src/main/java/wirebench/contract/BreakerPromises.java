package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.BreakerConfig.Threshold;
import wirebench.client.resilience.BreakerState;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;

/// A circuit breaker keeps exchanges from an origin that fails too often, and tries it again after a pause: what
/// reaches the server is counted there.
abstract class BreakerPromises extends Scene {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final BreakerConfig AFTER_THREE = new BreakerConfig(new Threshold.Count(3, 3), PAUSE, 1);

    private final Heard heard = new Heard();
    private final FakeTime time = new FakeTime();
    private final AtomicReference<String> answer = new AtomicReference<>(ResiliencePromises.UNAVAILABLE);

    @ParameterizedTest
    @EnumSource
    void openBreakerKeepsEverythingFromTheServer(Way way) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        fail(way, client, request, 3);

        for (int i = 0; i < 5; i++) {
            assertFails(() -> way.send(client, request), "refused", Phase.ACQUIRE, false);
        }

        assertThat(peer.requests()).hasSize(3);
        assertThat(client.pool().created()).as("connections").isEqualTo(1);
        assertThat(client.stats().refusals()).isEqualTo(5);
        assertThat(heard.changes()).containsExactly(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void refusalOpensNoConnection(Way way) {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = peer(connection -> connection.hear()); // and closes
        HttpRequest request = HttpRequest.get(peer.url("/"));
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(() -> way.send(client, request)).kind()).isEqualTo("truncated");
        }

        assertFails(() -> way.send(client, request), "refused", Phase.ACQUIRE, false);

        assertThat(peer.connections()).isEqualTo(3);
        assertThat(client.pool().created()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void successAfterThePauseClosesTheBreaker(Way way) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        fail(way, client, request, 3);
        time.pass(PAUSE.minusNanos(1));
        assertFails(() -> way.send(client, request), "refused", Phase.ACQUIRE, false);

        time.pass(Duration.ofNanos(1));
        answer.set(ResiliencePromises.OK);

        for (int i = 0; i < 4; i++) {
            assertThat(way.send(client, request).status()).isEqualTo(200);
        }
        assertThat(peer.requests()).hasSize(7);
        assertThat(heard.changes()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
        assertThat(client.breaker(request.origin())).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void failureAfterThePauseOpensTheBreakerAgain(Way way) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        fail(way, client, request, 3);

        time.pass(PAUSE);
        fail(way, client, request, 1);

        assertFails(() -> way.send(client, request), "refused", Phase.ACQUIRE, false);
        assertThat(peer.requests()).hasSize(4);
        assertThat(heard.changes()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noMoreTrialsAreUnderWayThanAllowed(int trials) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE.withTrials(trials));
        Latch go = new Latch();
        RawPeer peer = peer(connection -> {
            while (!connection.hear().isEmpty()) {
                if (answer.get().equals(ResiliencePromises.OK)) {
                    go.await();
                }
                connection.say(answer.get());
            }
        });
        HttpRequest request = HttpRequest.get(peer.url("/"));
        fail(Way.ASYNCHRONOUSLY, client, request, 3);
        time.pass(PAUSE);
        answer.set(ResiliencePromises.OK);

        List<Future<?>> exchanges = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            exchanges.add(Way.ASYNCHRONOUSLY.beginSend(client, request));
        }
        Waiting.until(
                "the others are refused",
                () -> exchanges.stream().filter(Future::isDone).count() == 8 - trials);
        Waiting.until("the trials are heard", () -> peer.requests().size() == 3 + trials);
        go.open();
        Waiting.until("the breaker is closed", () -> heard.changes().contains(BreakerState.CLOSED));

        assertThat(client.stats().refusals()).isEqualTo(8 - trials);
        assertThat(peer.requests()).hasSize(3 + trials);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void trialThatIsCancelledLetsAnotherBegin(int trials) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE.withTrials(trials));
        RawPeer peer = peer(connection -> {
            while (!connection.hear().isEmpty()) {
                if (answer.get().isEmpty()) {
                    connection.awaitEnd();
                }
                connection.say(answer.get());
            }
        });
        HttpRequest request = HttpRequest.get(peer.url("/"));
        fail(Way.ASYNCHRONOUSLY, client, request, 3);
        time.pass(PAUSE);
        answer.set("");

        for (int i = 0; i < 10; i++) {
            StartedExchange trial = StartedExchange.start(client, request, new PatternCheck());
            int heardBefore = 3 + i;
            Waiting.until("the trial is heard", () -> peer.requests().size() == heardBefore + 1);
            client.cancel(trial);
            assertThat(failureOf(trial::await).kind()).isEqualTo("cancelled");
        }
        answer.set(ResiliencePromises.OK);
        for (int i = 0; i < trials; i++) {
            assertThat(client.send(request).status()).isEqualTo(200);
        }

        assertThat(heard.changes()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
        assertThat(client.stats().refusals()).isZero();
    }

    @Test
    void whatIsTheCallersDoingSaysNothingOfTheServer() throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        answer.set("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        for (int i = 0; i < 5; i++) {
            assertThat(client.send(request).status()).isEqualTo(404);
        }
        answer.set("HTTP/1.1 200 OK\r\nA: " + "a".repeat(200_000) + "\r\nContent-Length: 0\r\n\r\n");
        for (int i = 0; i < 5; i++) {
            assertThat(failureOf(() -> client.send(request)).kind()).isEqualTo("limit");
        }

        assertThat(client.breaker(request.origin())).isEqualTo(BreakerState.CLOSED);
        assertThat(peer.requests()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            })
    void serverErrorsAndViolationsCount(String failing) {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        answer.set(failing);
        for (int i = 0; i < 3; i++) {
            try {
                client.send(request);
            } catch (ExchangeException e) {
                assertThat(e.kind()).isEqualTo("violation");
            }
        }

        assertFails(() -> client.send(request), "refused", Phase.ACQUIRE, false);
    }

    @ParameterizedTest
    @EnumSource
    void openBreakerEndsRetries(Way way) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE, ResiliencePromises.THREE.withAttempts(100));
        RawPeer peer = answering();

        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).status()).isEqualTo(503);

        assertThat(peer.requests()).hasSize(3);
        assertThat(client.stats().refusals()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void refusalIsNotTriedAgain(Way way) throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE, ResiliencePromises.THREE);
        RawPeer peer = answering();
        HttpRequest request = HttpRequest.get(peer.url("/"));
        way.send(client, request);

        assertFails(() -> way.send(client, request), "refused", Phase.ACQUIRE, false);

        assertThat(client.stats().refusals()).isEqualTo(1);
    }

    @Test
    void originsAreJudgedApart() throws ExchangeException {
        ResilientClient client = breaking(AFTER_THREE);
        RawPeer failing = answering();
        fail(Way.ASYNCHRONOUSLY, client, HttpRequest.get(failing.url("/")), 3);

        assertThat(client.send(get("/plaintext")).status()).isEqualTo(200);
    }

    private void fail(Way way, ResilientClient client, HttpRequest request, int times) throws ExchangeException {
        for (int i = 0; i < times; i++) {
            way.exchange(client, request, new Script(), Deadline.NEVER);
        }
    }

    private ResilientClient breaking(BreakerConfig breaker) {
        return breaking(breaker, RetryConfig.NONE);
    }

    private ResilientClient breaking(BreakerConfig breaker, RetryConfig retries) {
        return inFrontOf(
                client(ClientConfig.DEFAULT),
                client -> ResilientClient.of(
                        client,
                        new ResilienceConfig(retries, breaker),
                        heard,
                        time,
                        InstantSource.system(),
                        new SplittableRandom(1)));
    }

    /// A peer that gives the present answer.
    private RawPeer answering() {
        return peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(answer.get());
            }
        });
    }
}
