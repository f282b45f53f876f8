package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Limits;

/// A response that is larger than our limits ends the exchange, not the client.
abstract class LimitPromises extends Scene {
    @ParameterizedTest
    @EnumSource
    void headOfTooManyOctetsIsRefused(Way way) throws ExchangeException {
        HttpClient client = limited(limits -> limits.withHeadOctets(4000));

        assertFails(() -> way.send(client, get("/fields/100?octets=100")), "limit", Phase.HEAD, true);
        assertThat(way.send(client, get("/fields/10?octets=100")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void headOfTooManyFieldsIsRefused(Way way) throws ExchangeException {
        HttpClient client = limited(limits -> limits.withFieldCount(20));

        assertFails(() -> way.send(client, get("/fields/30")), "limit", Phase.HEAD, true);
        assertThat(way.send(client, get("/fields/10")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatAnnouncesTooMuchIsRefused(Way way) throws ExchangeException {
        HttpClient client = limited(limits -> limits.withBodyOctets(1000));

        ExchangeException failure = failureOf(() -> way.send(client, get("/bytes/1001")));

        assertThat(failure.kind()).isEqualTo("limit");
        assertThat(failure.phase()).isIn(Phase.HEAD, Phase.READ);
        assertThat(way.send(client, get("/bytes/1000")).body()).hasSize(1000);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatGrowsTooLargeIsRefused(Way way) throws ExchangeException {
        HttpClient client = limited(limits -> limits.withBodyOctets(100_000));

        assertFails(() -> way.send(client, get("/chunked/1000x101")), "limit", Phase.READ, true);
        assertFails(() -> way.send(client, get("/close?octets=100001")), "limit", Phase.READ, true);
        assertThat(way.send(client, get("/chunked/1000x100")).body()).hasSize(100_000);
    }

    @ParameterizedTest
    @EnumSource
    void bodyTooLargeToGatherIsRefused(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withCollectedOctets(1000));

        assertFails(() -> way.send(client, get("/bytes/1001")), "limit", Phase.READ, true);
        assertThat(way.send(client, get("/bytes/1000")).body()).hasSize(1000);
    }

    @Test
    void trailerSectionTooLargeIsRefused() {
        HttpClient client = limited(limits -> limits.withTrailers(40, 100));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
            connection.say("X-Trailer: " + PatternCheck.pattern(100) + "\r\n\r\n");
            connection.awaitEnd();
        });

        assertFails(() -> client.send(HttpRequest.get(peer.url("/"))), "limit", Phase.READ, true);
    }

    @Test
    void tooManyInterimResponsesAreRefused() {
        HttpClient client = limited(limits -> limits.withInterimResponses(3));
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(4));
            connection.awaitEnd();
        });

        assertFails(() -> client.send(HttpRequest.get(peer.url("/"))), "limit", Phase.HEAD, true);
    }

    @ParameterizedTest
    @EnumSource
    void exchangeThatWouldBeOneTooManyToWaitIsRefused(Way way) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1).withMaxWaiting(1));
        RawPeer peer = peer(new Gate());
        StartedExchange first = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("one is under way", () -> peer.requests().size() == 1);
        StartedExchange second = StartedExchange.start(client, HttpRequest.get(peer.url("/2")), new PatternCheck());
        Waiting.until("one waits", () -> client.pool().waiting() == 1);

        assertFails(() -> way.send(client, HttpRequest.get(peer.url("/3"))), "limit", Phase.ACQUIRE, false);

        client.cancel(first);
        client.cancel(second);
        failureOf(first::await);
        failureOf(second::await);
        assertThat(peer.requests()).noneSatisfy(request -> assertThat(request).contains("/3"));
    }

    private HttpClient limited(UnaryOperator<Limits> change) {
        return client(ClientConfig.DEFAULT.withLimits(change.apply(Limits.DEFAULT)));
    }
}
