package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// A reused connection that the server has closed is noticed, or costs one more attempt where that is safe
/// (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1).
abstract class StaleConnectionPromises extends Scene {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// How the server leaves a connection whose second request it has read.
    enum Leaving {
        CLOSE,
        RESET;

        void leave(RawConnection connection) throws IOException {
            switch (this) {
                case CLOSE -> connection.finish();
                case RESET -> connection.reset();
            }
        }
    }

    static Stream<Arguments> waysAndLeavings() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Leaving.values()).map(leaving -> Arguments.of(way, leaving)));
    }

    @ParameterizedTest
    @MethodSource("waysAndLeavings")
    void connectionClosedWhileIdleCostsTheNextExchangeNothing(Way way, Leaving leaving)
            throws ExchangeException, IOException {
        Latch received = new Latch();
        Latch left = new Latch();
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            while (!connection.hear().isEmpty()) {
                connection.say(OK);
                if (connection.index() == 0) {
                    received.await();
                    leaving.leave(connection);
                    left.open();
                }
            }
        });

        way.send(client, HttpRequest.get(peer.url("/1")));
        awaitQuiet(client);
        received.open();
        left.await();

        assertThat(way.send(client, HttpRequest.get(peer.url("/2"))).text()).isEqualTo("ok");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("waysAndLeavings")
    void idempotentRequestIsSentOnceMoreWhenAReusedConnectionEndsUnanswered(Way way, Leaving leaving)
            throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(leaving, "");

        way.send(client, HttpRequest.get(peer.url("/1")));

        assertThat(way.send(client, HttpRequest.get(peer.url("/2"))).text()).isEqualTo("ok");
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(targets(peer)).containsExactly("/1", "/2", "/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void everyIdempotentMethodIsSentOnceMore(String method) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(Leaving.CLOSE, "");

        client.send(HttpRequest.get(peer.url("/1")));

        assertThat(client.send(request(peer, method, RequestBody.none())).status())
                .isEqualTo(200);
        assertThat(peer.requests()).hasSize(3);
    }

    @Test
    void bodyIsOpenedAnewForTheSecondAttempt() throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(Leaving.CLOSE, "");
        byte[] octets = "payload".getBytes(StandardCharsets.US_ASCII);

        client.send(HttpRequest.get(peer.url("/1")));
        client.send(request(peer, "PUT", RequestBodyPromises.Marking.STREAMED_IN_CHUNKS.body(octets)));

        List<String> requests = peer.requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(1)).endsWith("\r\npayload\r\n0\r\n\r\n").isEqualTo(requests.get(2));
    }

    @ParameterizedTest
    @MethodSource("waysAndLeavings")
    void postIsNotSentTwice(Way way, Leaving leaving) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(leaving, "");

        way.send(client, HttpRequest.get(peer.url("/1")));

        assertFails(
                () -> way.send(client, request(peer, "POST", RequestBody.of(new byte[] {1}))),
                leaving == Leaving.CLOSE ? "truncated" : "transport",
                Phase.HEAD,
                true);
        assertThat(peer.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "FROB"})
    void methodThatIsNotKnownToBeIdempotentIsNotSentTwice(String method) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(Leaving.CLOSE, "");

        client.send(HttpRequest.get(peer.url("/1")));

        assertFails(() -> client.send(request(peer, method, RequestBody.none())), "truncated", Phase.HEAD, true);
        assertThat(peer.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentTwiceOnceAnAnswerHasBegun(Way way) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerThatLeavesOnItsSecondRequest(Leaving.CLOSE, "H");

        way.send(client, HttpRequest.get(peer.url("/1")));

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/2"))), "truncated", Phase.HEAD, true);
        assertThat(targets(peer)).containsExactly("/1", "/2");
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNoThirdAttempt(Way way) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            if (connection.index() == 0) {
                connection.say(OK);
                connection.hear();
            }
        });

        way.send(client, HttpRequest.get(peer.url("/1")));

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/2"))), "truncated", Phase.HEAD, true);
        assertThat(targets(peer)).containsExactly("/1", "/2", "/2");
        assertThat(peer.connections()).isEqualTo(2);
    }

    /// A peer whose first connection answers one request, reads the second and then leaves.
    private RawPeer peerThatLeavesOnItsSecondRequest(Leaving leaving, String lastWords) {
        return peer(connection -> {
            connection.hear();
            connection.say(OK);
            if (connection.index() == 0) {
                connection.hear();
                connection.say(lastWords);
                leaving.leave(connection);
            }
            connection.awaitEnd();
        });
    }

    private static HttpRequest request(RawPeer peer, String method, RequestBody body) {
        return HttpRequest.of(method, Url.parse(peer.url("/2")), Fields.NONE, body);
    }

    private static List<String> targets(RawPeer peer) {
        return peer.requests().stream().map(request -> request.split(" ", 3)[1]).toList();
    }
}
