package wirebench.contract;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.protocol.ResponseHead;

/// One handler that serves many exchanges, each started from the outcome of the one before.
final class Chain implements ExchangeHandler {
    private final HttpClient client;
    private final HttpRequest request;
    private final AtomicInteger left;
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger nestedCalls = new AtomicInteger();
    private final ThreadLocal<Boolean> starting = ThreadLocal.withInitial(() -> false);
    private volatile @Nullable Throwable failure;

    Chain(HttpClient client, HttpRequest request, int length) {
        this.client = client;
        this.request = request;
        left = new AtomicInteger(length);
    }

    void begin() {
        starting.set(true);
        client.start(request, this);
        starting.set(false);
    }

    boolean hasEnded() {
        return left.get() == 0 || failure != null;
    }

    /// Exchanges of the chain that were completed.
    int length() {
        return completed.get();
    }

    /// Calls that came on the thread of a [HttpClient#start] that had not returned; 0 is right.
    int nestedCalls() {
        return nestedCalls.get();
    }

    @Override
    public void head(ResponseHead head) {
        notNested();
    }

    @Override
    public void body(ByteBuffer slice) {
        notNested();
    }

    @Override
    public void completed() {
        notNested();
        completed.incrementAndGet();
        if (left.decrementAndGet() > 0) {
            begin();
        }
    }

    @Override
    public void failed(Throwable why) {
        failure = why;
    }

    @Override
    public String toString() {
        return completed + " completed, " + left + " left, failure " + failure;
    }

    private void notNested() {
        if (starting.get()) {
            nestedCalls.incrementAndGet();
        }
    }
}
