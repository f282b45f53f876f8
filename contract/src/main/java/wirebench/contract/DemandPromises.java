package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// A handler is told no more of a body than it wants.
abstract class DemandPromises extends Scene {
    @ParameterizedTest
    @EnumSource
    void handlerThatPausesIsToldNothingUntilItIsResumed(Way way) throws ExchangeException {
        HttpClient client = client();
        Flood flood = new Flood();
        RawPeer peer = peer(flood);
        Choosy handler = new Choosy(Demand.LATER);

        Exchange exchange = Exchange.begin(way, client, HttpRequest.get(peer.url("/")), handler);
        assertThat(flood.takenWhenQuiet()).isPositive().isLessThan(Flood.MOST_BUFFERED);
        assertThat(handler.octets).isZero();
        handler.demand = Demand.MORE;
        client.resume(exchange.handler());

        exchange.await();
        assertThat(handler.octets).isEqualTo(Flood.OCTETS);
        assertThat(handler.ended).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void handlerMayPauseAfterEachSlice(Way way) throws ExchangeException {
        HttpClient client = client();
        Choosy handler = new Choosy(Demand.MORE) {
            @Override
            public void body(ByteBuffer slice) {
                super.body(slice);
                demand = Demand.LATER;
            }
        };

        Exchange exchange = Exchange.begin(way, client, get("/chunked/100x1000"), handler);
        Waiting.until("the exchange ends", () -> {
            handler.demand = Demand.MORE;
            client.resume(exchange.handler());
            return exchange.outcome().isDone();
        });

        exchange.await();
        assertThat(handler.octets).isEqualTo(100_000);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatNobodyWantsIsDrained(Way way) throws ExchangeException {
        HttpClient client = client();

        for (String target : new String[] {"/bytes/60000", "/chunked/60x1000"}) {
            Choosy handler = new Choosy(Demand.NO_MORE);
            way.exchange(client, get(target), handler, Deadline.NEVER);
            awaitQuiet(client);
            assertThat(handler.octets).isZero();
            assertThat(handler.ended).as("told of the end").isFalse();
        }

        assertThat(way.send(client, get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX",
                "Content-Length: 1000000\r\n\r\n",
                "\r\nuntil the end"
            })
    void bodyThatNobodyWantsAndThatCannotBeDrainedIsNoFailure(String rest) throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\n" + rest);
            connection.awaitEnd();
        });

        for (Way way : Way.values()) {
            Choosy handler = new Choosy(Demand.NO_MORE);
            way.exchange(client, HttpRequest.get(peer.url("/")), handler, Deadline.NEVER);
            assertThat(handler.status).isEqualTo(200);
        }

        assertThat(peer.connections()).isEqualTo(Way.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void pausedExchangeEndsByItsDeadline(Way way) {
        HttpClient client = client();
        Choosy handler = new Choosy(Demand.LATER);

        assertFails(
                () -> way.exchange(client, get("/bytes/1000"), handler, Deadline.in(Brief.WHOLE)),
                "timeout",
                Phase.TOTAL,
                true);
    }

    @Test
    void pausedExchangeCanBeCancelled() {
        HttpClient client = client();
        Choosy handler = new Choosy(Demand.LATER);
        StartedExchange exchange = StartedExchange.start(client, get("/bytes/1000"), handler);
        Waiting.until("the head is there", () -> handler.status == 200);

        client.cancel(exchange);

        assertFails(exchange::await, "cancelled", Phase.READ, true);
        assertThat(exchange.outcomes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void pausedExchangeEndsWithTheClient(Way way) {
        HttpClient client = client(ClientConfig.DEFAULT);
        Choosy handler = new Choosy(Demand.LATER);
        Future<?> exchange = way.begin(client, get("/bytes/1000"), handler, Deadline.NEVER);
        Waiting.until("the head is there", () -> handler.status == 200);

        client.close();

        assertFails(() -> Waiting.resultOf(exchange), "cancelled", Phase.READ, true);
    }

    @Test
    void resumingWhatIsNotPausedDoesNothing() throws ExchangeException {
        HttpClient client = client();
        Choosy handler = new Choosy(Demand.MORE);

        client.resume(handler);
        client.exchange(get("/bytes/1000"), handler);
        client.resume(handler);

        assertThat(handler.octets).isEqualTo(1000);
    }

    /// An exchange that has begun, and the handler by which the client knows it.
    private record Exchange(Future<?> outcome, ResponseHandler handler) {
        static Exchange begin(Way way, HttpClient client, HttpRequest request, ResponseHandler handler) {
            if (way == Way.ASYNCHRONOUSLY) {
                StartedExchange started = StartedExchange.start(client, request, handler);
                return new Exchange(started.ended(), started);
            }
            return new Exchange(way.begin(client, request, handler, Deadline.NEVER), handler);
        }

        void await() throws ExchangeException {
            Waiting.resultOf(outcome);
        }
    }

    /// Says what it wants and counts what it gets.
    private static class Choosy implements ResponseHandler {
        volatile Demand demand;
        volatile int status;
        volatile long octets;
        volatile boolean ended;

        Choosy(Demand demand) {
            this.demand = demand;
        }

        @Override
        public void head(ResponseHead head) {
            status = head.status();
        }

        @Override
        public Demand demand() {
            return demand;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void body(ByteBuffer slice) {
            octets += slice.remaining();
        }

        @Override
        public void end(FieldSection trailers) {
            ended = true;
        }
    }
}
