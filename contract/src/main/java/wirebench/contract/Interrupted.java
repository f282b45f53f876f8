package wirebench.contract;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;

/// A synchronous exchange on a thread that a test can interrupt.
final class Interrupted {
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stayedInterrupted;

    private Interrupted(Caller caller, HttpClient client, HttpRequest request, ResponseHandler handler) {
        thread = caller.builder().unstarted(() -> call(client, request, handler));
    }

    static Interrupted calling(Caller caller, HttpClient client, HttpRequest request) {
        return calling(caller, client, request, new PatternCheck());
    }

    static Interrupted calling(Caller caller, HttpClient client, HttpRequest request, ResponseHandler handler) {
        Interrupted call = new Interrupted(caller, client, request, handler);
        call.thread.start();
        return call;
    }

    void interrupt() {
        thread.interrupt();
    }

    /// Waits for the outcome and throws it if it is a failure.
    void await() throws ExchangeException {
        Waiting.resultOf(ended);
    }

    /// Whether the interrupt was still set when the call came back.
    boolean stayedInterrupted() {
        return stayedInterrupted;
    }

    private void call(HttpClient client, HttpRequest request, ResponseHandler handler) {
        try {
            client.exchange(request, handler);
            stayedInterrupted = Thread.currentThread().isInterrupted();
            ended.complete(null);
        } catch (ExchangeException | RuntimeException e) {
            stayedInterrupted = Thread.currentThread().isInterrupted();
            ended.completeExceptionally(e);
        }
    }
}
