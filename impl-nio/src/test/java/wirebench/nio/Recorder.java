package wirebench.nio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.protocol.ResponseHead;

/// Notes what a handler is told, and by which thread.
class Recorder implements ExchangeHandler {
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final StringBuilder body = new StringBuilder();
    volatile int status;
    volatile Thread thread = Thread.currentThread();
    volatile int outcomes;

    static Recorder start(HttpClient client, HttpRequest request) {
        Recorder recorder = new Recorder();
        client.start(request, recorder);
        return recorder;
    }

    @Override
    public void head(ResponseHead head) {
        status = head.status();
    }

    @Override
    public void body(ByteBuffer slice) {
        body.append(StandardCharsets.ISO_8859_1.decode(slice));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the event loop alone
    public void completed() {
        outcomes++;
        thread = Thread.currentThread();
        outcome.complete(body.toString());
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the event loop alone
    public void failed(Throwable failure) {
        outcomes++;
        thread = Thread.currentThread();
        outcome.completeExceptionally(failure);
    }

    boolean ended() {
        return outcome.isDone();
    }

    /// Waits for a whole response.
    String response() throws Exception {
        return outcome.get(20, TimeUnit.SECONDS);
    }

    /// Waits for a failure.
    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("it did not fail: " + outcome.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /// Waits for a failure of ours.
    ExchangeFailure exchangeFailure() throws InterruptedException, TimeoutException {
        return (ExchangeFailure) failure();
    }
}
