package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;

/// Closing a client ends everything that it does, and leaves nothing behind.
abstract class ClosingPromises extends Scene {
    @ParameterizedTest
    @EnumSource
    void exchangeUnderWayEndsCancelled(Caller caller) {
        HttpClient client = client();
        Interrupted call = Interrupted.calling(caller, client, get("/fault/stall"));
        Waiting.until("the request is there", () -> counters().faults() == 1);

        client.close();

        assertFails(call::await, "cancelled", Phase.HEAD, true);
        assertThat(call.stayedInterrupted()).as("nobody interrupted the caller").isFalse();
    }

    @Test
    void startedExchangesEndCancelledWhereverTheyAre() {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(2));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange first = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        StartedExchange second = StartedExchange.start(client, HttpRequest.get(peer.url("/2")), new PatternCheck());
        Waiting.until("two requests are there", () -> peer.requests().size() == 2);
        StartedExchange waiting = StartedExchange.start(client, HttpRequest.get(peer.url("/3")), new PatternCheck());
        Waiting.until("one exchange waits", () -> client.pool().waiting() == 1);

        client.close();

        assertFails(first::await, "cancelled", Phase.HEAD, true);
        assertFails(second::await, "cancelled", Phase.HEAD, true);
        assertFails(waiting::await, "cancelled", Phase.ACQUIRE, false);
        assertThat(peer.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void callerThatWaitsForAConnectionEndsCancelled(Caller caller) {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        StartedExchange holder = StartedExchange.start(client, get("/fault/stall"), new PatternCheck());
        Waiting.until("the connection is in use", () -> counters().faults() == 1);
        Interrupted waiting = Interrupted.calling(caller, client, get("/plaintext"));
        Waiting.until("the other exchange waits", () -> client.pool().waiting() == 1);

        client.close();

        assertFails(waiting::await, "cancelled", Phase.ACQUIRE, false);
        failureOf(holder::await);
    }

    @Test
    void connectionsAreClosedWhenCloseReturns() throws ExchangeException {
        HttpClient client = client();
        client.send(get("/plaintext"));
        assertThat(counters().openConnections()).isEqualTo(1);

        client.close();

        Waiting.until("the server sees the end", () -> counters().openConnections() == 0);
    }

    @Test
    void closingTwiceIsClosingOnce() throws ExchangeException {
        HttpClient client = client();
        client.send(get("/plaintext"));

        client.close();
        client.close();

        assertThatThrownBy(() -> client.send(get("/plaintext"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingAnUnusedClientIsFine() {
        client().close();
    }

    @Test
    void startAfterCloseIsMisuseAndTellsTheHandlerNothing() {
        HttpClient client = client();
        client.close();
        StartedExchange exchange = new StartedExchange(new PatternCheck());

        assertThatThrownBy(() -> client.start(get("/plaintext"), exchange)).isInstanceOf(IllegalStateException.class);
        assertThat(exchange.outcomes()).isZero();
    }

    /// Each exchange that was accepted has exactly one outcome, however it races with the close.
    @Test
    void closeWhileExchangesAreStartedLosesNone() {
        for (int round = 0; round < 20; round++) {
            HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(4));
            List<StartedExchange> accepted = new ArrayList<>();
            Thread closing = Thread.ofPlatform().start(() -> {
                Waiting.until("the server is asked", () -> client.pool().created() > 0);
                client.close();
            });
            startUntilClosed(client, accepted);
            Waiting.until("closed", () -> !closing.isAlive());

            assertThat(accepted).isNotEmpty();
            Waiting.until("every exchange ends", () -> accepted.stream().allMatch(StartedExchange::hasEnded));
            assertThat(accepted)
                    .allSatisfy(exchange -> assertThat(exchange.outcomes()).isEqualTo(1));
        }
    }

    private void startUntilClosed(HttpClient client, List<StartedExchange> accepted) {
        HttpRequest request = get("/plaintext");
        while (accepted.size() < 10_000) {
            StartedExchange exchange = new StartedExchange(new PatternCheck());
            try {
                client.start(request, exchange);
            } catch (IllegalStateException e) {
                return;
            }
            accepted.add(exchange);
        }
    }
}
