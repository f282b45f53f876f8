package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wirebench.client.CloseReason;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.Backoff;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Jitter;
import wirebench.client.config.ReconnectConfig;

/// Connections that are to be kept open are looked for while their server is away, and are there again when it is.
abstract class ReconnectPromises extends Scene {
    private static final int KEPT = 3;

    @Test
    void connectionsAreKeptThroughTheAbsenceOfTheirServer() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withPool(pool -> pool.withMinIdle(KEPT)));
        RawPeer before = peer(ReconnectPromises::answer);
        HttpRequest request = HttpRequest.get(before.url("/"));
        assertThat(client.send(request).text()).isEqualTo("ok");
        awaitIdle(client);
        assertThat(client.pool().reconnects().running()).isEqualTo(1);

        before.close();
        Waiting.until(() -> "nothing is left, and the pool waits: " + client.pool(), () -> {
            assertThat(failureOf(() -> client.send(request)).kind()).isEqualTo("connect"); // it looks at one each time
            return client.pool().idle() == 0 && client.pool().reconnects().waiting() == 1;
        });

        RawPeer after = peerInPlaceOf(before, ReconnectPromises::answer);
        awaitIdle(client);

        Waiting.until("the peer has them as well", () -> after.connections() >= KEPT);
        assertThat(after.connections()).isEqualTo(KEPT);
        assertThat(client.pool().reconnects().running()).isEqualTo(1);
        assertThat(client.pool().reconnects().attempts()).isGreaterThanOrEqualTo(2);
        assertThat(client.pool().created() - client.pool().closed()).isEqualTo(KEPT);
        assertThat(client.pool().closedBy()).doesNotContainKey(CloseReason.CLIENT_CLOSED);
    }

    @Test
    void serverIsGivenUpAfterSoManyAttemptsUntilAnExchangeFindsIt() throws ExchangeException {
        ReconnectConfig twice =
                new ReconnectConfig(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), Jitter.NONE), 2);
        HttpClient client = client(ClientConfig.DEFAULT.withReconnect(twice).withPool(pool -> pool.withMinIdle(KEPT)));
        RawPeer before = peer(ReconnectPromises::answer);
        HttpRequest request = HttpRequest.get(before.url("/"));
        client.send(request);
        awaitIdle(client);

        before.close();
        Waiting.until(() -> "the peer is given up: " + client.pool(), () -> {
            assertThat(failureOf(() -> client.send(request)).kind()).isEqualTo("connect");
            return client.pool().reconnects().givenUp() == 1;
        });
        long attempts = client.pool().reconnects().attempts();
        Waiting.elapse(Duration.ofMillis(50));
        assertThat(client.pool().reconnects().attempts()).isEqualTo(attempts);

        RawPeer after = peerInPlaceOf(before, ReconnectPromises::answer);
        assertThat(client.send(request).text()).isEqualTo("ok");
        awaitIdle(client);

        assertThat(after.connections()).isGreaterThanOrEqualTo(KEPT);
        assertThat(client.pool().reconnects().running()).isEqualTo(1);
    }

    @Test
    void originToWhichNothingIsKeptIsNotCounted() throws ExchangeException {
        HttpClient client = client();
        client.send(get("/plaintext"));
        assertThat(client.pool().reconnects()).isEqualTo(wirebench.client.ReconnectCounts.NONE);
    }

    private static void awaitIdle(HttpClient client) {
        Waiting.until(
                () -> KEPT + " or more are idle: " + client.pool(),
                () -> client.pool().idle() >= KEPT && client.pool().leased() == 0);
    }

    private static void answer(RawConnection connection) throws java.io.IOException {
        while (!connection.hear().isEmpty()) {
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }
}
