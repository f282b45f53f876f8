package wirebench.client.adapt;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// Lets a thread wait for an exchange that another thread carries out: the synchronous adapter of an asynchronous
/// client.
public final class AwaitedExchange implements ExchangeHandler {
    private final ResponseHandler handler;
    private final Thread waiting = Thread.currentThread();
    private @Nullable Throwable failure; // written before `ended`, read after it
    private volatile boolean ended;

    private AwaitedExchange(ResponseHandler handler) {
        this.handler = handler;
    }

    /// Starts an exchange and waits for its end. An interrupt cancels it, and stays set.
    ///
    /// @param client starts the exchange on another thread
    /// @param request what to send
    /// @param handler receives the response, on the other thread
    /// @param deadline the exchange ends by then
    /// @throws ExchangeException if there was no whole response
    public static void carryOut(HttpClient client, HttpRequest request, ResponseHandler handler, Deadline deadline)
            throws ExchangeException {
        AwaitedExchange exchange = new AwaitedExchange(handler);
        client.start(request, exchange, deadline);
        exchange.await(client);
        exchange.rethrow();
    }

    @Override
    public void interim(ResponseHead head) {
        handler.interim(head);
    }

    @Override
    public void head(ResponseHead head) {
        handler.head(head);
    }

    @Override
    public void body(ByteBuffer slice) {
        handler.body(slice);
    }

    @Override
    public Demand demand() {
        return handler.demand();
    }

    @Override
    public void end(FieldSection trailers) {
        handler.end(trailers);
    }

    @Override
    public @Nullable Timings timings() {
        return handler.timings();
    }

    @Override
    public ResponseHandler standsFor() {
        return handler.standsFor();
    }

    @Override
    public void completed() {
        ended = true;
        LockSupport.unpark(waiting);
    }

    @Override
    public void failed(Throwable why) {
        failure = why;
        ended = true;
        LockSupport.unpark(waiting);
    }

    /// Waits even after an interrupt until the exchange has ended, since the handler is in use until then.
    private void await(HttpClient client) {
        boolean interrupted = false;
        while (!ended) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                client.cancel(this);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() throws ExchangeException {
        if (failure != null) {
            throw rethrown(failure);
        }
    }

    /// What a handler was told, as the exception of a synchronous call.
    ///
    /// @return the exception, unless it is unchecked: then it is thrown
    static ExchangeException rethrown(Throwable failure) {
        return switch (failure) {
            case ExchangeException exchange -> exchange;
            case RuntimeException misuse -> throw misuse;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException("a handler threw a checked exception", other);
        };
    }
}
