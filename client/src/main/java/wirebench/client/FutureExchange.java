package wirebench.client;

import java.util.concurrent.CompletableFuture;

/// An asynchronous exchange as a future of a gathered response; cancelling the future cancels the exchange.
final class FutureExchange extends ResponseCollector implements ExchangeHandler {
    private final CompletableFuture<HttpResponse> future = new CompletableFuture<>();

    private FutureExchange(int mostOctets) {
        super(mostOctets);
    }

    static CompletableFuture<HttpResponse> start(HttpClient client, HttpRequest request) {
        FutureExchange exchange = new FutureExchange(client.config().collectedOctets());
        client.start(request, exchange);
        var _ = exchange.future.whenComplete((_, _) -> {
            if (exchange.future.isCancelled()) {
                client.cancel(exchange);
            }
        });
        return exchange.future;
    }

    @Override
    public void completed() {
        future.complete(response());
    }

    @Override
    public void failed(Throwable failure) {
        future.completeExceptionally(failure instanceof BodyTooLarge tooLarge ? tooLarge.failure() : failure);
    }
}
