package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.PublishedResponse;

/// A response's body is an asynchronous flow that keeps the rules of Reactive Streams, back to the server's socket.
abstract class FlowPromises extends Scene {
    @ParameterizedTest
    @ValueSource(strings = {"/bytes/0", "/bytes/1", "/bytes/100000", "/chunked/50x1000"})
    void subscriberGetsTheBodyOneItemForEachRequest(String target) throws ExchangeException {
        HttpClient client = client();
        byte[] gathered = client.send(get(target)).body();
        awaitQuiet(client);

        PublishedResponse response = Waiting.resultOf(client.openAsync(get(target)));
        OneByOne subscriber = new OneByOne();
        response.body().subscribe(subscriber);
        Waiting.resultOf(subscriber.ended);

        assertThat(response.status()).isEqualTo(200);
        assertThat(subscriber.body.toByteArray()).isEqualTo(gathered);
        assertThat(subscriber.ends).hasValue(1);
        awaitQuiet(client);
        assertThat(counters().connections()).isEqualTo(1);
    }

    @Test
    void whatIsNotRequestedIsNotReadFromTheSocket() throws ExchangeException {
        HttpClient client = client();
        Flood flood = new Flood();
        RawPeer peer = peer(flood);

        PublishedResponse response = Waiting.resultOf(client.openAsync(HttpRequest.get(peer.url("/"))));
        Counting subscriber = new Counting();
        response.body().subscribe(subscriber);
        assertThat(flood.takenWhenQuiet()).isPositive().isLessThan(Flood.MOST_BUFFERED);
        assertThat(subscriber.octets).hasValue(0);
        subscriber.subscription().request(3);
        Waiting.until("three items come", () -> subscriber.items.get() == 3);
        assertThat(flood.takenWhenQuiet()).isLessThan(Flood.MOST_BUFFERED);
        assertThat(subscriber.items).hasValue(3);
        subscriber.subscription().request(Long.MAX_VALUE);
        Waiting.resultOf(subscriber.ended);

        assertThat(subscriber.octets).hasValue(Flood.OCTETS);
    }

    @Test
    void itemsBelongToTheSubscriber() throws ExchangeException {
        HttpClient client = client();
        PublishedResponse response = Waiting.resultOf(client.openAsync(get("/chunked/26x3")));
        Keeping subscriber = new Keeping();
        response.body().subscribe(subscriber);
        Waiting.resultOf(subscriber.ended);

        assertThat(subscriber.text())
                .isEqualTo(client.send(get("/chunked/26x3")).text());
    }

    @Test
    void trailersComeWithTheEndOfTheBody() throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n");
            connection.awaitEnd();
        });

        PublishedResponse response = Waiting.resultOf(client.openAsync(HttpRequest.get(peer.url("/"))));
        assertThat(response.trailers()).isNotDone();
        response.body().subscribe(new OneByOne());

        assertThat(Waiting.resultOf(response.trailers()).first("T")).isEqualTo("1");
    }

    @Test
    void failureBeforeTheHeadFailsTheFuture() {
        assertFails(() -> Waiting.resultOf(client().openAsync(get("/fault/garbage"))), "violation", Phase.HEAD, true);
    }

    @Test
    void failureInTheBodyIsAnErrorOfTheFlow() throws ExchangeException {
        PublishedResponse response = Waiting.resultOf(client().openAsync(get("/fault/truncate")));
        OneByOne subscriber = new OneByOne();
        response.body().subscribe(subscriber);

        assertFails(() -> Waiting.resultOf(subscriber.ended), "truncated", Phase.READ, true);
        assertFails(() -> Waiting.resultOf(response.trailers()), "truncated", Phase.READ, true);
        assertThat(subscriber.ends).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, 50_000_000})
    void cancellingGivesTheConnectionBackOrUp(int octets) throws ExchangeException {
        HttpClient client = client();
        PublishedResponse response = Waiting.resultOf(client.openAsync(get("/bytes/" + octets)));
        Counting subscriber = new Counting();
        response.body().subscribe(subscriber);
        subscriber.subscription().request(1);
        Waiting.until("an item comes", () -> subscriber.items.get() == 1);

        subscriber.subscription().cancel();

        awaitQuiet(client);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(subscriber.items).hasValue(1);
        assertThat(subscriber.ended).as("told of the end").isNotDone();
        assertThat(counters().connections()).isEqualTo(octets == 50_000 ? 1 : 2);
    }

    @Test
    void cancellingEndsAnExchangeWhoseServerStalls() throws ExchangeException {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.awaitEnd();
        });
        PublishedResponse response = Waiting.resultOf(client.openAsync(HttpRequest.get(peer.url("/"))));
        Counting subscriber = new Counting();
        response.body().subscribe(subscriber);
        subscriber.subscription().request(10);
        Waiting.until("an item comes", () -> subscriber.items.get() == 1);

        subscriber.subscription().cancel();

        awaitQuiet(client);
        assertThat(client.pool().closed()).isEqualTo(1);
    }

    @Test
    void cancellingTheFutureEndsTheExchange() {
        HttpClient client = client();
        Gate gate = new Gate();
        RawPeer peer = peer(gate);
        CompletableFuture<PublishedResponse> response = client.openAsync(HttpRequest.get(peer.url("/")));
        Waiting.until("the request is there", () -> peer.requests().size() == 1);

        response.cancel(true);

        awaitQuiet(client);
        assertThat(client.pool().closed()).isEqualTo(1);
        gate.open();
    }

    @Test
    void secondSubscriberIsRefused() throws ExchangeException {
        PublishedResponse response = Waiting.resultOf(client().openAsync(get("/bytes/10")));
        OneByOne first = new OneByOne();
        OneByOne second = new OneByOne();

        response.body().subscribe(first);
        response.body().subscribe(second);

        assertThat(second.ended).isCompletedExceptionally();
        Waiting.resultOf(first.ended);
        assertThat(first.body.size()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void requestOfNothingIsAnError(long items) throws ExchangeException {
        PublishedResponse response = Waiting.resultOf(client().openAsync(get("/bytes/10")));
        Counting subscriber = new Counting();
        response.body().subscribe(subscriber);

        subscriber.subscription().request(items);

        Waiting.until("the error is told", subscriber.ended::isCompletedExceptionally);
        assertThat(subscriber.items).hasValue(0);
    }

    /// Counts what it gets; its test requests.
    private static class Counting implements Flow.Subscriber<ByteBuffer> {
        final AtomicInteger items = new AtomicInteger();
        final AtomicLong octets = new AtomicLong();
        final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        private volatile Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription, "nothing was subscribed to");
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer item) {
            octets.addAndGet(item.remaining());
            items.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }
    }

    /// Requests one item at a time and complains of each that it has not requested.
    private static final class OneByOne extends Counting {
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger requested = new AtomicInteger();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            super.onSubscribe(given);
            requested.set(1);
            given.request(1);
        }

        @Override
        public void onNext(ByteBuffer item) {
            if (requested.decrementAndGet() < 0) {
                ended.completeExceptionally(new AssertionError("an item that was not requested"));
            }
            byte[] taken = new byte[item.remaining()];
            item.get(taken);
            body.writeBytes(taken);
            requested.incrementAndGet();
            subscription().request(1);
        }

        @Override
        public void onError(Throwable failure) {
            ends.incrementAndGet();
            super.onError(failure);
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
            super.onComplete();
        }
    }

    /// Keeps the items and reads them when all have come.
    private static final class Keeping extends Counting {
        private final List<ByteBuffer> kept = new CopyOnWriteArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            super.onSubscribe(given);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            kept.add(item);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            kept.forEach(item -> text.append(StandardCharsets.ISO_8859_1.decode(item)));
            return text.toString();
        }
    }
}
