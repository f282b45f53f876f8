package wirebench.nio;

import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.Timings;
import wirebench.client.failure.FailureContext;

/// The start of an exchange, on its way from another thread to a loop.
record StartTask(
        EventLoop loop,
        HttpRequest request,
        ExchangeHandler handler,
        @Nullable Timings timings,
        @Nullable Throwable startedAt,
        long startNanos,
        long deadlineNanos)
        implements Submissions.Task {
    @Override
    public void run() {
        if (loop.ending()) {
            refuse();
        } else {
            loop.start(request, handler, timings, startedAt, startNanos, deadlineNanos);
        }
    }

    @Override
    public void refuse() {
        handler.failed(new FailureContext(request.origin(), Phase.ACQUIRE, false).clientClosed());
    }
}
