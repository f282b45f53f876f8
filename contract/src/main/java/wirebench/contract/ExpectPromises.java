package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// A request with `Expect: 100-continue` holds its body back until the server wants it (RFC 9110 section 10.1.1).
abstract class ExpectPromises extends Scene {
    private static final String BODY = "the body";
    private static final Duration LONG = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource
    void bodyFollowsTheInterimResponse(Way way) throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(LONG));
        RawPeer peer = peer(connection -> {
            for (int i = 0; i < 2; i++) {
                connection.hearHead();
                connection.say("HTTP/1.1 103 Early Hints\r\n\r\n");
                Waiting.elapse(Duration.ofMillis(20));
                boolean early = connection.hasHeardOf();
                connection.say("HTTP/1.1 100 Continue\r\n\r\n");
                String answer = (early ? "early " : "") + connection.hear(BODY.length());
                connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            }
            connection.awaitEnd();
        });

        for (int i = 0; i < 2; i++) {
            assertThat(way.send(client, expecting(peer)).text()).isEqualTo(BODY);
            awaitQuiet(client);
        }
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void bodyIsSentWithoutOneAfterATime(Way way) throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(Duration.ofMillis(50)));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            connection.hear();
        });

        assertThat(way.send(client, expecting(peer)).text()).isEqualTo("ok");

        assertThat(peer.requests()).hasSize(1).first().asString().endsWith("\r\n\r\n" + BODY);
    }

    @ParameterizedTest
    @EnumSource
    void finalResponseSparesTheBody(Way way) throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(LONG));
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.say("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno");
            connection.awaitEnd();
        });

        Script script = new Script();
        way.exchange(client, expecting(peer), script, Deadline.NEVER);

        assertThat(script.calls()).first().asString().startsWith("head 417");
        assertThat(script.body()).isEqualTo("no");
        awaitQuiet(client);
        assertThat(client.pool().closed())
                .as("the server may still wait for the body")
                .isEqualTo(1);
    }

    /// To repeat the request without the expectation (RFC 9110 sections 10.1.1 and 15.5.18) is the caller's:
    /// none was sent but the one that it asked for.
    @ParameterizedTest
    @EnumSource
    void failedExpectationIsAResponseAndNotRepeated(Way way) throws ExchangeException {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(LONG));
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.say("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno");
            connection.awaitEnd();
        });

        Script script = new Script();
        way.exchange(client, expecting(peer), script, Deadline.NEVER);
        assertThat(script.calls().stream().filter(call -> call.startsWith("head")))
                .hasSize(1);
        assertThat(peer.connections()).isEqualTo(1);

        Script unasked = new Script();
        way.exchange(client, HttpRequest.get(peer.url("/")), unasked, Deadline.NEVER);
        assertThat(unasked.calls()).first().asString().startsWith("head 417");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void endWhileTheBodyIsHeldBackIsTruncation(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(LONG));
        RawPeer peer = peer(RawConnection::hearHead);

        assertFails(() -> way.send(client, expecting(peer)), "truncated", Phase.WRITE, true);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineHoldsWhileTheBodyIsHeldBack(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withExpectContinue(LONG));
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.awaitEnd();
        });

        assertFails(
                () -> way.exchange(client, expecting(peer), new PatternCheck(), Deadline.in(Brief.TIMEOUT)),
                "timeout",
                Phase.TOTAL,
                true);
    }

    private static HttpRequest expecting(RawPeer peer) {
        return HttpRequest.of(
                "POST",
                Url.parse(peer.url("/")),
                Fields.of("Expect", "100-continue"),
                RequestBody.of(BODY.getBytes(StandardCharsets.US_ASCII)));
    }
}
