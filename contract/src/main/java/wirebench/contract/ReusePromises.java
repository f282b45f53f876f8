package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

/// A connection is used again if, and only if, its last exchange ended exactly at the end of a message that allows
/// it.
abstract class ReusePromises extends Scene {
    private static final String GOOD1 = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nGOOD1";
    private static final String GOOD2 = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nGOOD2";
    private static final String EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL";
    private static final int MANY = 50;

    /// After so long a connection counts as idle. What comes sooner cannot be told from what comes just after a
    /// look.
    private static final Duration IDLE = Duration.ofMillis(20);

    @ParameterizedTest
    @EnumSource
    void exchangesInSequenceUseOneConnection(Way way) throws ExchangeException {
        HttpClient client = client();

        for (int i = 0; i < MANY; i++) {
            assertThat(way.send(client, get("/bytes/" + i)).body()).hasSize(i);
        }

        assertThat(counters().connections()).isEqualTo(1);
        assertThat(counters().exchanges()).isEqualTo(MANY);
        awaitQuiet(client);
        assertThat(client.pool().created()).isEqualTo(1);
        assertThat(client.pool().idle()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD1,
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGOOD1\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nGOOD1\r\n0\r\nX-T: 1\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\n" + GOOD1,
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nGOOD1",
                "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
            })
    void connectionIsUsedAgainAfter(String first) throws ExchangeException {
        assertThat(connectionsForTwoExchanges(first, false)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nGOOD1",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x, CLOSE\r\n\r\nGOOD1",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive, close\r\n\r\nGOOD1",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nGOOD1\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nGOOD1",
                GOOD1 + EVIL,
                GOOD1 + "\r\n",
                GOOD1 + "x",
                "HTTP/1.1 204 No Content\r\n\r\n" + EVIL,
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nEVIL!",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGOOD1\r\n0\r\n\r\n" + EVIL
            })
    void connectionIsNotUsedAgainAfter(String first) throws ExchangeException {
        assertThat(connectionsForTwoExchanges(first, false)).isEqualTo(2);
    }

    @Test
    void connectionIsNotUsedAgainAfterABodyThatItEnded() throws ExchangeException {
        assertThat(connectionsForTwoExchanges("HTTP/1.1 200 OK\r\n\r\nGOOD1", true))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void requestThatAsksToCloseUsesAConnectionOfItsOwn(Way way) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerWhoseFirstAnswerIs(GOOD1, false);
        HttpRequest closing =
                HttpRequest.of("GET", Url.parse(peer.url("/")), Fields.of("Connection", "close"), RequestBody.none());

        assertThat(way.send(client, closing).text()).isEqualTo("GOOD1");
        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("GOOD2");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void connectionIsNotUsedAgainAfterAFailure(Way way) throws ExchangeException {
        HttpClient client = client();

        way.send(client, get("/plaintext"));
        failureOf(() -> way.send(client, get("/fault/truncate")));
        way.send(client, get("/plaintext"));
        failureOf(() -> way.send(client, get("/fault/garbage")));
        way.send(client, get("/plaintext"));
        way.send(client, get("/close"));
        way.send(client, get("/plaintext"));

        assertThat(counters().connections()).isEqualTo(4);
    }

    /// The peer says more on the idle connection, and only then the next request is sent.
    @ParameterizedTest
    @EnumSource
    void octetsThatNobodyAskedForAreNeverAnAnswer(Way way) throws ExchangeException, IOException {
        Latch received = new Latch();
        Latch said = new Latch();
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            if (connection.index() == 0) {
                connection.say(GOOD1);
                received.await();
                connection.say(EVIL);
                said.open();
                connection.awaitEnd();
            } else {
                connection.say(GOOD2);
                connection.awaitEnd();
            }
        });

        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("GOOD1");
        awaitQuiet(client);
        Waiting.elapse(IDLE);
        received.open();
        said.await();

        assertThat(way.send(client, HttpRequest.get(peer.url("/"))).text()).isEqualTo("GOOD2");
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(peer.requests()).hasSize(2);
    }

    @Test
    void connectionThatWasIdleTooLongIsNotUsedAgain() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withIdleTimeout(Brief.TIMEOUT));

        client.send(get("/plaintext"));
        Waiting.elapse(Brief.TIMEOUT.plusMillis(50));
        client.send(get("/plaintext"));

        assertThat(counters().connections()).isEqualTo(2);
    }

    @Test
    void connectionsOfDifferentServersAreKeptApart() throws ExchangeException {
        HttpClient client = client();
        RawPeer other = peerWhoseFirstAnswerIs(GOOD1, false);

        for (int i = 0; i < 3; i++) {
            assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
            assertThat(client.send(HttpRequest.get(other.url("/"))).text()).startsWith("GOOD");
        }

        assertThat(counters().connections()).isEqualTo(1);
        assertThat(other.connections()).isEqualTo(1);
    }

    /// What follows an exchange by another method does not depend on it.
    @Test
    void eachResponseIsReadByTheMethodOfItsOwnRequest() throws ExchangeException {
        HttpClient client = client();

        for (int i = 0; i < 3; i++) {
            assertThat(client.send(request("HEAD", "/bytes/100", RequestBody.none()))
                            .body())
                    .isEmpty();
            assertThat(client.send(get("/bytes/100")).body()).hasSize(100);
        }
        assertThat(counters().connections()).isEqualTo(1);
    }

    private int connectionsForTwoExchanges(String first, boolean ends) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peerWhoseFirstAnswerIs(first, ends);

        assertThat(client.send(HttpRequest.get(peer.url("/"))).text()).isIn("GOOD1", "");
        awaitQuiet(client);
        assertThat(client.send(HttpRequest.get(peer.url("/"))).text()).isEqualTo("GOOD2");
        assertThat(peer.requests()).hasSize(2);
        return peer.connections();
    }

    /// A peer that gives the answer in question to the first request on its first connection, and a plain one to
    /// every other request.
    private RawPeer peerWhoseFirstAnswerIs(String first, boolean ends) {
        return peer(connection -> {
            boolean begun = connection.index() > 0;
            while (!connection.hear().isEmpty()) {
                connection.say(begun ? GOOD2 : first);
                if (ends && !begun) {
                    connection.finish();
                }
                begun = true;
            }
        });
    }
}
