package wirebench.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.ResponseHandler;

/// The ways in which a caller can have an exchange. A client is native in one of them and adapts the others, and
/// what it promises holds in all.
public enum Way {
    /// Synchronously, on a platform thread.
    ON_PLATFORM_THREAD,
    /// Synchronously, on a virtual thread.
    ON_VIRTUAL_THREAD,
    /// Asynchronously; the caller waits for the outcome elsewhere.
    ASYNCHRONOUSLY;

    /// Gathers a response.
    ///
    /// @param client carries out the exchange
    /// @param request what to send
    /// @return the response
    /// @throws ExchangeException if there was no whole response
    public HttpResponse send(HttpClient client, HttpRequest request) throws ExchangeException {
        return Waiting.resultOf(beginSend(client, request));
    }

    /// Carries out an exchange and returns when it has ended.
    ///
    /// @param client carries it out
    /// @param request what to send
    /// @param handler receives the response
    /// @param deadline the exchange ends by then
    /// @throws ExchangeException if there was no whole response
    public void exchange(HttpClient client, HttpRequest request, ResponseHandler handler, Deadline deadline)
            throws ExchangeException {
        Waiting.resultOf(begin(client, request, handler, deadline));
    }

    /// Begins to gather a response.
    Future<HttpResponse> beginSend(HttpClient client, HttpRequest request) {
        return switch (this) {
            case ON_PLATFORM_THREAD -> run(Thread.ofPlatform(), () -> client.send(request));
            case ON_VIRTUAL_THREAD -> run(Thread.ofVirtual(), () -> client.send(request));
            case ASYNCHRONOUSLY -> client.sendAsync(request);
        };
    }

    /// Begins an exchange.
    Future<?> begin(HttpClient client, HttpRequest request, ResponseHandler handler, Deadline deadline) {
        Callable<Boolean> synchronously = () -> {
            client.exchange(request, handler, deadline);
            return true;
        };
        return switch (this) {
            case ON_PLATFORM_THREAD -> run(Thread.ofPlatform(), synchronously);
            case ON_VIRTUAL_THREAD -> run(Thread.ofVirtual(), synchronously);
            case ASYNCHRONOUSLY -> {
                StartedExchange exchange = new StartedExchange(handler);
                client.start(request, exchange, deadline);
                yield exchange.ended();
            }
        };
    }

    /// Runs a task on a thread of a kind.
    static <T> FutureTask<T> run(Thread.Builder kind, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        kind.start(future);
        return future;
    }
}
