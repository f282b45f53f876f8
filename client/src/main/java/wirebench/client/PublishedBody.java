package wirebench.client;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// A body on its way to a subscriber, under the rules of Reactive Streams.
///
/// One piece is copied ahead of the subscriber's requests; while it waits, the exchange pauses. So the end is told
/// as soon as the last piece was taken, without a request of its own.
final class PublishedBody implements ExchangeHandler, Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final HttpClient client;
    private final CompletableFuture<PublishedResponse> response = new CompletableFuture<>();
    private final CompletableFuture<Fields> trailers = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicLong requested = new AtomicLong();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber; // from the end of its onSubscribe on
    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException misuse;
    private @Nullable ByteBuffer ahead; // confined to the thread that carries out the exchange

    private PublishedBody(HttpClient client) {
        this.client = client;
    }

    static CompletableFuture<PublishedResponse> start(HttpClient client, HttpRequest request) {
        PublishedBody body = new PublishedBody(client);
        client.start(request, body);
        var _ = body.response.whenComplete((_, _) -> {
            if (body.response.isCancelled()) {
                client.cancel(body);
            }
        });
        return body.response;
    }

    @Override
    public void head(ResponseHead head) {
        response.complete(new PublishedResponse(
                head.minorVersion(), head.status(), head.reason(), head.fields().copy(), this, trailers));
    }

    /// Passes on what is ahead, if it has been requested by now, and answers whether there is room for more.
    @Override
    public Demand demand() {
        pass();
        if (cancelled) {
            return Demand.NO_MORE;
        }
        return ahead == null ? Demand.MORE : Demand.LATER;
    }

    @Override
    public void body(ByteBuffer slice) {
        ahead = ByteBuffer.allocate(slice.remaining()).put(slice).flip();
    }

    @Override
    public void end(FieldSection section) {
        trailers.complete(section.copy());
    }

    @Override
    public void completed() {
        trailers.cancel(false); // unless they have come
        outcome.complete(null);
    }

    @Override
    public void failed(Throwable failure) {
        response.completeExceptionally(failure);
        trailers.completeExceptionally(failure);
        outcome.completeExceptionally(failure);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> asking) {
        Objects.requireNonNull(asking);
        if (!subscribed.compareAndSet(false, true)) {
            refuse(asking);
            return;
        }
        asking.onSubscribe(this);
        subscriber = asking;
        client.resume(this);
        var _ = outcome.whenComplete((_, failure) -> tellEnd(asking, failure));
    }

    @Override
    public void request(long items) {
        if (items <= 0) {
            misuse = new IllegalArgumentException("a subscriber cannot request " + items + " items");
            cancel();
        } else {
            requested.accumulateAndGet(items, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
            client.resume(this);
        }
    }

    /// Lets the rest be discarded; if it does not come in time, as from a server that stalls, the exchange is
    /// cancelled.
    @Override
    public void cancel() {
        cancelled = true;
        client.resume(this);
        long drainNanos = Deadline.nanos(client.config().timeouts().drain());
        if (drainNanos > 0 && drainNanos < Long.MAX_VALUE) { // otherwise it may take as long as it takes
            CompletableFuture.delayedExecutor(drainNanos, TimeUnit.NANOSECONDS).execute(() -> client.cancel(this));
        }
    }

    private void pass() {
        Flow.Subscriber<? super ByteBuffer> to = subscriber;
        ByteBuffer item = ahead;
        if (to != null && item != null && !cancelled && requested.get() > 0) {
            ahead = null;
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            to.onNext(item);
        }
    }

    private void tellEnd(Flow.Subscriber<? super ByteBuffer> to, @Nullable Throwable failure) {
        IllegalArgumentException mistake = misuse;
        if (mistake != null) {
            to.onError(mistake);
        } else if (cancelled) {
            return; // who cancels wants to hear nothing more
        } else if (failure != null) {
            to.onError(failure);
        } else {
            to.onComplete();
        }
    }

    private static void refuse(Flow.Subscriber<? super ByteBuffer> second) {
        second.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {}

            @Override
            public void cancel() {}
        });
        second.onError(new IllegalStateException("a response's body has one subscriber only"));
    }
}
