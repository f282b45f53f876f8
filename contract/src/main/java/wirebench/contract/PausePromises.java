package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.Backoff;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Jitter;
import wirebench.client.config.Timeouts;
import wirebench.client.resilience.BudgetConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;

/// Between two attempts a resilient client pauses as long as it was told, or as the server asks, and never
/// beyond what the caller allows; and a pause can be ended.
abstract class PausePromises extends Scene {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    private static final RetryConfig LONG_PAUSES = RetryConfig.DEFAULT
            .withBackoff(new Backoff(Duration.ofHours(1), Duration.ofHours(2), Jitter.NONE))
            .withBudget(BudgetConfig.UNLIMITED);

    private final Heard heard = new Heard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "Sun, 06 Nov 1994 08:49:39 GMT|2",
                "Sunday, 06-Nov-94 08:49:40 GMT|3",
                "Sun Nov  6 08:49:41 1994|4",
                "Mon, 06 Nov 1994 08:49:39 GMT|2",
                "Monday, 06-Nov-94 08:49:40 GMT|3",
                "Mon Nov  6 08:49:41 1994|4",
                "Sun, 06 Nov 1994 08:49:60 GMT|23",
                "Sun Nov  6 08:49:60 1994|23",
            })
    void serverIsLeftAloneForAsLongAsItAsks(String retryAfter, long seconds) {
        ResilientClient client = resilient(ResiliencePromises.THREE);
        RawPeer peer = peerThatAsksFor(retryAfter);
        StartedExchange exchange = StartedExchange.start(client, HttpRequest.get(peer.url("/")), new PatternCheck());
        Waiting.until("a retry is scheduled", () -> heard.pauses().size() == 1);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.ACQUIRE, true);
        assertThat(heard.pauses()).containsExactly(Duration.ofSeconds(seconds).toNanos());
    }

    @ParameterizedTest
    @EnumSource
    void pauseThatTheServerAskedForIsMade(Way way) throws ExchangeException {
        HttpClient client = resilient(ResiliencePromises.THREE);
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
            long asked = System.nanoTime();
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
                    + (System.nanoTime() - asked >= 990_000_000 ? "y" : "n"));
            connection.awaitEnd();
        });

        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("y");
    }

    @ParameterizedTest
    @EnumSource
    void responseIsReturnedIfTheServerAsksForTooMuch(Way way) throws ExchangeException {
        HttpClient client = resilient(ResiliencePromises.THREE);
        for (String asked : List.of("3600", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT")) {
            RawPeer peer = peerThatAsksFor(asked);

            assertThat(way.send(client, HttpRequest.get(peer.url("/"))).status())
                    .as(asked)
                    .isEqualTo(503);
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void boundWithoutAnEndGrantsWhatTheServerAsksFor(String asked) {
        ResilientClient client =
                resilient(ResiliencePromises.THREE.withRetryAfterCap(ChronoUnit.FOREVER.getDuration()));
        RawPeer peer = peerThatAsksFor(asked);
        StartedExchange exchange = StartedExchange.start(client, HttpRequest.get(peer.url("/")), new PatternCheck());
        Waiting.until("a retry is scheduled", () -> heard.pauses().size() == 1);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.ACQUIRE, true);
        assertThat(heard.pauses()).allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(3_600_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "", "Sun, 06 Nov 1994 08:49:36 GMT", "1.5"})
    void whatAsksForNothingLeavesThePauseAsItIs(String retryAfter) throws ExchangeException {
        HttpClient client = resilient(ResiliencePromises.THREE);
        RawPeer peer = peerThatAsksFor(retryAfter);

        assertThat(client.send(HttpRequest.get(peer.url("/"))).status()).isEqualTo(503);
        assertThat(heard.pauses()).containsExactly(1L, 1L);
    }

    @ParameterizedTest
    @EnumSource
    void pauseThatWouldOutlastTheDeadlineIsNotBegun(Way way) throws ExchangeException {
        HttpClient client = resilient(LONG_PAUSES);
        RawPeer peer = peerThatAsksFor("0");
        Script script = new Script();

        way.exchange(client, HttpRequest.get(peer.url("/")), script, Deadline.in(Duration.ofMinutes(1)));

        assertThat(script.calls()).first().asString().startsWith("head 503");
        assertThat(peer.requests()).hasSize(1);
        assertThat(heard.pauses()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineSpansAllAttempts(Way way) {
        RetryConfig many = ResiliencePromises.THREE.withAttempts(1_000_000);
        HttpClient client = resilient(many, timeouts -> timeouts.withTotal(Duration.ofMillis(300)));
        RawPeer peer = peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(ResiliencePromises.UNAVAILABLE);
            }
        });

        // At the end there is no time for another attempt, or the last is cut off.
        try {
            assertThat(way.send(client, HttpRequest.get(peer.url("/"))).status())
                    .isEqualTo(503);
        } catch (ExchangeException e) {
            assertThat(e.kind()).isEqualTo("timeout");
            assertThat(e.phase()).isEqualTo(Phase.TOTAL);
        }
        assertThat(peer.requests()).hasSizeGreaterThan(1);
    }

    @Test
    void exchangeCanBeCancelledDuringAPause() {
        ResilientClient client = resilient(LONG_PAUSES);
        RawPeer peer = peerThatAsksFor("0");
        StartedExchange exchange = StartedExchange.start(client, HttpRequest.get(peer.url("/")), new PatternCheck());
        Waiting.until("a retry is scheduled", () -> heard.pauses().size() == 1);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.ACQUIRE, true);
        client.cancel(exchange);
        assertThat(exchange.outcomes()).isEqualTo(1);
        assertThat(peer.requests()).hasSize(1);
    }

    @Test
    void exchangeCanBeCancelledAtAnyTime() throws ExchangeException {
        RetryConfig endless = ResiliencePromises.THREE.withAttempts(Integer.MAX_VALUE);
        ResilientClient client = resilient(endless);
        RawPeer peer = peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(ResiliencePromises.UNAVAILABLE);
            }
        });

        for (int i = 0; i < 200; i++) {
            StartedExchange exchange =
                    StartedExchange.start(client, HttpRequest.get(peer.url("/")), new PatternCheck());
            Waiting.elapse(Duration.ofNanos(i * 20_000L));
            client.cancel(exchange);
            assertThat(failureOf(exchange::await).kind()).isEqualTo("cancelled");
            assertThat(exchange.outcomes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptEndsAPause(Caller caller) {
        ResilientClient client = resilient(LONG_PAUSES);
        RawPeer peer = peerThatAsksFor("0");
        Interrupted interrupted = Interrupted.calling(caller, client, HttpRequest.get(peer.url("/")));
        Waiting.until("a retry is scheduled", () -> heard.pauses().size() == 1);

        interrupted.interrupt();

        assertFails(interrupted::await, "cancelled", Phase.ACQUIRE, true);
        assertThat(interrupted.stayedInterrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClientEndsAPause(Way way) {
        ResilientClient client = resilient(LONG_PAUSES);
        RawPeer peer = peerThatAsksFor("0");
        var exchange = way.begin(client, HttpRequest.get(peer.url("/")), new PatternCheck(), Deadline.NEVER);
        Waiting.until("a retry is scheduled", () -> heard.pauses().size() == 1);

        client.close();

        assertThat(failureOf(() -> Waiting.resultOf(exchange)).kind()).isEqualTo("cancelled");
    }

    /// The beginning of a pause has several steps, and none of them may miss that the client is closed.
    @ParameterizedTest
    @EnumSource
    void closingTheClientEndsAPauseThatBegins(Way way) {
        RawPeer peer = peerThatAsksFor("0");

        for (int i = 0; i < 100; i++) {
            int before = heard.pauses().size();
            ResilientClient client = resilient(LONG_PAUSES);
            var exchange = way.begin(client, HttpRequest.get(peer.url("/")), new PatternCheck(), Deadline.NEVER);
            Waiting.until("a retry is scheduled", () -> heard.pauses().size() > before);
            Waiting.elapse(Duration.ofNanos(i * 5_000L));

            client.close();

            assertThat(failureOf(() -> Waiting.resultOf(exchange)).kind()).isEqualTo("cancelled");
        }
    }

    private ResilientClient resilient(RetryConfig retries) {
        return resilient(retries, timeouts -> timeouts);
    }

    private ResilientClient resilient(RetryConfig retries, java.util.function.UnaryOperator<Timeouts> change) {
        ClientConfig config = ClientConfig.DEFAULT.withTimeouts(change.apply(Timeouts.DEFAULT));
        return inFrontOf(
                client(config),
                client -> ResilientClient.of(
                        client,
                        ResilienceConfig.DEFAULT.withRetries(retries),
                        heard,
                        wirebench.client.NanoClock.SYSTEM,
                        InstantSource.fixed(NOW),
                        new SplittableRandom(1)));
    }

    private RawPeer peerThatAsksFor(String retryAfter) {
        return peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say("HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + retryAfter
                        + "\r\nContent-Length: 4\r\n\r\nbusy");
            }
        });
    }
}
