package wirebench.contract;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// An asynchronous exchange that a test can wait for, and that counts how often its outcome was told.
final class StartedExchange implements ExchangeHandler {
    private final ResponseHandler handler;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final AtomicInteger outcomes = new AtomicInteger();
    private final AtomicInteger callsAfterEnd = new AtomicInteger();

    StartedExchange(ResponseHandler handler) {
        this.handler = handler;
    }

    static StartedExchange start(HttpClient client, HttpRequest request, ResponseHandler handler) {
        StartedExchange exchange = new StartedExchange(handler);
        client.start(request, exchange);
        return exchange;
    }

    /// Waits for the outcome and throws it if it is a failure.
    void await() throws ExchangeException {
        Waiting.resultOf(ended);
    }

    /// The outcome, when it comes.
    Future<?> ended() {
        return ended;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /// Calls of [#completed] and [#failed]; 1 is right.
    int outcomes() {
        return outcomes.get();
    }

    /// Calls that came although the exchange had ended; 0 is right.
    int callsAfterEnd() {
        return callsAfterEnd.get();
    }

    @Override
    public void interim(ResponseHead head) {
        notAfterEnd();
        handler.interim(head);
    }

    @Override
    public void head(ResponseHead head) {
        notAfterEnd();
        handler.head(head);
    }

    @Override
    public void body(ByteBuffer slice) {
        notAfterEnd();
        handler.body(slice);
    }

    @Override
    public Demand demand() {
        return handler.demand();
    }

    @Override
    public void end(FieldSection trailers) {
        notAfterEnd();
        handler.end(trailers);
    }

    @Override
    public @Nullable Timings timings() {
        return handler.timings();
    }

    @Override
    public void completed() {
        outcomes.incrementAndGet();
        ended.complete(null);
    }

    @Override
    public void failed(Throwable failure) {
        outcomes.incrementAndGet();
        ended.completeExceptionally(failure);
    }

    private void notAfterEnd() {
        if (outcomes.get() > 0) {
            callsAfterEnd.incrementAndGet();
        }
    }
}
