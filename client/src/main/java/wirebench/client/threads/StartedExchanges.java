package wirebench.client.threads;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.ExchangeHandler;
import wirebench.client.FailureKind;
import wirebench.client.HttpRequest;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.pool.ConnectionPool;

/// Exchanges that were started and not waited for: the asynchronous adapter of a synchronous client. Thread-safe.
final class StartedExchanges implements AutoCloseable {
    /// Carries out an exchange on the calling thread.
    interface Exchanger {
        /// Returns when the response is complete.
        void carryOut(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException;
    }

    private static final long CLOSE_SECONDS = 5;

    private final Exchanger exchanger;
    private final ExecutorService executor;
    private final boolean findsLeaks;
    private final Map<ResponseHandler, Started> underWay = new ConcurrentHashMap<>();

    /// @param findsLeaks whether each exchange is to note where it was begun
    StartedExchanges(Exchanger exchanger, ExecutorService executor, boolean findsLeaks) {
        this.exchanger = exchanger;
        this.findsLeaks = findsLeaks;
        this.executor = executor;
    }

    void start(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
        Started exchange = new Started(request, handler, deadline);
        underWay.put(exchange.key, exchange);
        try {
            executor.execute(exchange);
        } catch (RejectedExecutionException e) {
            exchange.end(
                    executor.isShutdown()
                            ? failure(FailureKind.CANCELLED, "the client was closed")
                            : failure(FailureKind.LIMIT, "too many exchanges wait for a thread"));
        }
    }

    void cancel(ExchangeHandler handler) {
        Started exchange = underWay.get(handler.standsFor());
        if (exchange != null) {
            exchange.cancel();
        }
    }

    @Override
    public void close() {
        for (Runnable neverRun : executor.shutdownNow()) {
            if (neverRun instanceof Started exchange) {
                exchange.end(failure(FailureKind.CANCELLED, "the client was closed"));
            }
        }
        try {
            boolean _ = executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExchangeFailure failure(FailureKind kind, String message) {
        return new ExchangeFailure(kind, Phase.ACQUIRE, false, message, null);
    }

    /// One exchange. The lock makes sure that an interrupt reaches this exchange and not the thread's next one.
    private final class Started implements Runnable {
        private final HttpRequest request;
        private final ExchangeHandler handler;
        private final ResponseHandler key; // by which a caller names it
        private final Deadline deadline;
        private final @Nullable Throwable begun = findsLeaks ? new Throwable("the exchange was begun here") : null;
        private final Object lock = new Object();
        private @Nullable Thread thread; // guarded by lock
        private boolean cancelled; // guarded by lock

        Started(HttpRequest request, ExchangeHandler handler, Deadline deadline) {
            this.request = request;
            this.handler = handler;
            key = handler.standsFor();
            this.deadline = deadline;
        }

        @Override
        public void run() {
            if (begun == null) {
                carryOutUnlessCancelled();
            } else {
                ScopedValue.where(ConnectionPool.BEGUN, begun).run(this::carryOutUnlessCancelled);
            }
        }

        private void carryOutUnlessCancelled() {
            end(begin() ? carryOut() : failure(FailureKind.CANCELLED, "the exchange was cancelled"));
        }

        void cancel() {
            synchronized (lock) {
                cancelled = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }

        void end(@Nullable Throwable failure) {
            underWay.remove(key, this);
            if (failure == null) {
                handler.completed();
            } else {
                handler.failed(failure);
            }
        }

        private boolean begin() {
            synchronized (lock) {
                thread = Thread.currentThread();
                return !cancelled;
            }
        }

        private @Nullable Throwable carryOut() {
            try {
                exchanger.carryOut(request, handler, deadline);
                return null;
            } catch (ExchangeException | RuntimeException | Error e) {
                return e;
            } finally {
                synchronized (lock) {
                    thread = null;
                }
                boolean _ = Thread.interrupted();
            }
        }
    }
}
