package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.config.ClientConfig;

/// A caller can end an exchange that is under way, wherever it is; its connection is not used again, and the client
/// works on.
abstract class CancellationPromises extends Scene {
    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";

    @ParameterizedTest
    @EnumSource
    void interruptWhileTheAnswerIsAwaitedCancels(Caller caller) throws ExchangeException {
        HttpClient client = client();
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        Interrupted interrupted = Interrupted.calling(caller, client, HttpRequest.get(peer.url("/")));
        Waiting.until("the request is there", () -> peer.requests().size() == 1);

        interrupted.interrupt();

        assertFails(interrupted::await, "cancelled", Phase.HEAD, true);
        assertThat(interrupted.stayedInterrupted()).isTrue();
        gate.open();
        assertThat(client.send(HttpRequest.get(peer.url("/next"))).text()).isEqualTo("/next");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void interruptInTheBodyCancels(Caller caller) {
        HttpClient client = client();
        RawPeer peer = peerThatStopsHalfWay();
        Latch halfWay = new Latch();
        Interrupted interrupted =
                Interrupted.calling(caller, client, HttpRequest.get(peer.url("/")), new TellsOfBody(halfWay));
        Waiting.until("half of the body is there", halfWay::isOpen);

        interrupted.interrupt();

        assertFails(interrupted::await, "cancelled", Phase.READ, true);
        assertThat(interrupted.stayedInterrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void interruptWhileAConnectionIsAwaitedCancels(Caller caller) throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange holder = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);
        Interrupted interrupted = Interrupted.calling(caller, client, HttpRequest.get(peer.url("/2")));
        Waiting.until("the other exchange waits", () -> client.pool().waiting() == 1);

        interrupted.interrupt();

        assertFails(interrupted::await, "cancelled", Phase.ACQUIRE, false);
        assertThat(interrupted.stayedInterrupted()).isTrue();
        gate.open();
        holder.await();
        assertThat(client.send(HttpRequest.get(peer.url("/3"))).text()).isEqualTo("/3");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void callerThatIsInterruptedAlreadyGetsNoAnswer(Caller caller) throws ExchangeException {
        HttpClient client = client();
        client.send(get("/plaintext"));

        FutureTask<Boolean> call = Way.run(caller.builder(), () -> {
            Thread.currentThread().interrupt();
            assertThat(failureOf(() -> client.send(get("/fault/stall"))).kind()).isEqualTo("cancelled");
            return Thread.currentThread().isInterrupted();
        });

        assertThat(Waiting.resultOf(call)).as("the interrupt stays").isTrue();
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
    }

    @Test
    void cancelWhileTheAnswerIsAwaited() throws ExchangeException {
        HttpClient client = client();
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange exchange = StartedExchange.start(client, HttpRequest.get(peer.url("/")), new PatternCheck());
        Waiting.until("the request is there", () -> peer.requests().size() == 1);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.HEAD, true);
        gate.open();
        assertThat(client.send(HttpRequest.get(peer.url("/next"))).text()).isEqualTo("/next");
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(exchange.outcomes()).isEqualTo(1);
        assertThat(exchange.callsAfterEnd()).isZero();
    }

    @Test
    void cancelInTheBody() {
        HttpClient client = client();
        RawPeer peer = peerThatStopsHalfWay();
        Latch halfWay = new Latch();
        StartedExchange exchange =
                StartedExchange.start(client, HttpRequest.get(peer.url("/")), new TellsOfBody(halfWay));
        Waiting.until("half of the body is there", halfWay::isOpen);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.READ, true);
    }

    @Test
    void cancelWhileAConnectionIsAwaited() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        StartedExchange first = StartedExchange.start(client, HttpRequest.get(peer.url("/1")), new PatternCheck());
        Waiting.until("the connection is in use", () -> peer.requests().size() == 1);
        StartedExchange second = StartedExchange.start(client, HttpRequest.get(peer.url("/2")), new PatternCheck());
        StartedExchange third = StartedExchange.start(client, HttpRequest.get(peer.url("/3")), new PatternCheck());
        Waiting.until("two exchanges wait", () -> client.pool().waiting() == 2);

        client.cancel(second);

        assertFails(second::await, "cancelled", Phase.ACQUIRE, false);
        gate.open();
        first.await();
        third.await();
        assertThat(peer.requests()).noneSatisfy(request -> assertThat(request).contains("/2"));
    }

    @Test
    void waitingExchangeGetsTheLeaseOfACancelledOne() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(1));
        StartedExchange first = StartedExchange.start(client, get("/fault/stall"), new PatternCheck());
        Waiting.until("the connection is in use", () -> client.pool().leased() == 1);
        StartedExchange second = StartedExchange.start(client, get("/plaintext"), new PatternCheck());
        Waiting.until("the other exchange waits", () -> client.pool().waiting() == 1);

        client.cancel(first);

        failureOf(first::await);
        second.await();
    }

    @Test
    void cancellingTheFutureEndsTheExchange() {
        HttpClient client = client();
        CompletableFuture<HttpResponse> future = client.sendAsync(get("/fault/stall"));
        Waiting.until("the request is there", () -> counters().faults() == 1);

        future.cancel(true);

        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        Waiting.until("the connection is closed", () -> counters().openConnections() == 0);
    }

    @Test
    void cancelAfterTheEndChangesNothing() throws ExchangeException {
        HttpClient client = client();
        StartedExchange exchange = StartedExchange.start(client, get("/plaintext"), new PatternCheck());
        exchange.await();

        client.cancel(exchange);
        client.cancel(new StartedExchange(new PatternCheck()));

        assertThat(exchange.outcomes()).isEqualTo(1);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    /// Whatever the race comes to, there is one outcome and nothing is lost.
    @Test
    void cancelAtAnyMomentGivesOneOutcome() throws ExchangeException {
        HttpClient client = client(ClientConfig.DEFAULT.withMaxConnections(4));

        for (int i = 0; i < 300; i++) {
            StartedExchange exchange = StartedExchange.start(client, get("/bytes/" + i * 100), new PatternCheck());
            for (int spin = 0; spin < i * 20; spin++) {
                Thread.onSpinWait();
            }
            client.cancel(exchange);
            Waiting.until("the exchange ends", exchange::hasEnded);
            assertThat(exchange.outcomes()).isEqualTo(1);
            assertThat(exchange.callsAfterEnd()).isZero();
        }
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
    }

    private RawPeer peerThatStopsHalfWay() {
        return peer(connection -> {
            connection.hear();
            connection.say(HALF);
            connection.awaitEnd();
        });
    }
}
