package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;

/// The handler is called in order, may throw, and learns how long each phase took if it asks.
abstract class HandlerPromises extends Scene {
    static Stream<Arguments> waysAndPlaces() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Script.Call.values()).map(place -> Arguments.of(way, place)));
    }

    @ParameterizedTest
    @EnumSource
    void callsComeInOrder(Way way) throws ExchangeException {
        Script script = new Script();
        RawPeer peer = peerWithInterimResponses();

        way.exchange(client(), HttpRequest.get(peer.url("/")), script, Deadline.NEVER);

        assertThat(script.calls())
                .startsWith("interim 103 a=1", "interim 102", "head 200 b=2 Transfer-Encoding=chunked")
                .endsWith("end X-T=1");
        assertThat(script.body()).isEqualTo("abcdefg");
    }

    @ParameterizedTest
    @MethodSource("waysAndPlaces")
    void whatAHandlerThrowsReachesTheCallerAndCostsTheConnection(Way way, Script.Call place) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerWithInterimResponses();
        IllegalArgumentException thrown = new IllegalArgumentException("thrown in " + place);

        assertThatThrownBy(() ->
                        way.exchange(client, HttpRequest.get(peer.url("/")), new Script(place, thrown), Deadline.NEVER))
                .isSameAs(thrown);
        Script next = new Script();
        way.exchange(client, HttpRequest.get(peer.url("/")), next, Deadline.NEVER);

        assertThat(next.body()).isEqualTo("abcdefg");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void timingsAreFilledInOrder(Way way) throws ExchangeException {
        HttpClient client = client();
        Script first = Script.withTimings();
        Script second = Script.withTimings();

        way.exchange(client, get("/delay/5"), first, Deadline.NEVER);
        awaitQuiet(client);
        way.exchange(client, get("/delay/5"), second, Deadline.NEVER);

        assertInOrder(first.noted().orElseThrow(), false);
        assertInOrder(second.noted().orElseThrow(), true);
    }

    @Test
    void handlerMayStartItsNextExchangeFromItsOutcome() {
        HttpClient client = client();
        Chain chain = new Chain(client, get("/plaintext"), 500);

        chain.begin();
        Waiting.until(() -> "the chain ends: " + chain, chain::hasEnded);

        assertThat(chain.length()).isEqualTo(500);
        assertThat(chain.nestedCalls()).as("calls before start returned").isZero();
        assertThat(counters().exchanges()).isEqualTo(500);
    }

    private static void assertInOrder(Timings timings, boolean reused) {
        assertThat(timings.reusedConnection()).isEqualTo(reused);
        assertThat(timings.acquiredNanos()).isPositive();
        assertThat(timings.writtenNanos()).isGreaterThanOrEqualTo(timings.acquiredNanos());
        assertThat(timings.headNanos()).isGreaterThan(timings.writtenNanos());
        assertThat(timings.endNanos()).isGreaterThanOrEqualTo(timings.headNanos());
        if (reused) {
            assertThat(timings.connectedNanos()).as("nothing was connected").isZero();
        } else {
            assertThat(timings.connectedNanos()).isBetween(timings.acquiredNanos(), timings.writtenNanos());
        }
    }

    private RawPeer peerWithInterimResponses() {
        return peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say("HTTP/1.1 103 Early Hints\r\na: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
                connection.say("HTTP/1.1 200 OK\r\nb: 2\r\nTransfer-Encoding: chunked\r\n\r\n");
                connection.say("3\r\nabc\r\n4\r\ndefg\r\n0\r\nX-T: 1\r\n\r\n");
            }
        });
    }
}
