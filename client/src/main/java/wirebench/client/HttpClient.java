package wirebench.client;

import java.util.concurrent.CompletableFuture;
import wirebench.client.config.ClientConfig;

/// An HTTP/1.1 client over TCP.
///
/// Each implementation has one native mode, [#model] tells which: clients on threads carry out [#exchange] on the
/// calling thread, if it is of their kind, and adapt [#start]; clients on event loops do the reverse. Nothing is
/// allocated per exchange in the native mode. Thread-safe.
///
/// A connection is used again only after an exchange that ended exactly at the end of a message that allows it. An
/// exchange on a reused connection that the server closed before it answered anything is sent once more, on a new
/// connection, if its method is idempotent (RFC 9112 section 9.3.1); nothing else is retried.
public interface HttpClient extends AutoCloseable {
    /// The name by which the implementation is chosen.
    ///
    /// @return such as `nio`
    String name();

    /// Where exchanges are carried out.
    ///
    /// @return the model
    ExecutionModel model();

    /// Carries out an exchange and returns when the response is complete.
    ///
    /// If the calling thread is interrupted, the exchange ends with [FailureKind#CANCELLED] and the thread stays
    /// interrupted.
    ///
    /// @param request what to send
    /// @param handler receives the response
    /// @param deadline the exchange ends by then, whatever the configured timeouts say
    /// @throws ExchangeException if there was no whole response
    /// @throws IllegalStateException if the client is closed
    void exchange(HttpRequest request, ResponseHandler handler, Deadline deadline) throws ExchangeException;

    /// Carries out an exchange under the configured timeouts alone.
    ///
    /// @param request what to send
    /// @param handler receives the response
    /// @throws ExchangeException if there was no whole response
    /// @throws IllegalStateException if the client is closed
    default void exchange(HttpRequest request, ResponseHandler handler) throws ExchangeException {
        exchange(request, handler, Deadline.NEVER);
    }

    /// Begins an exchange and returns at once; what follows is told to the handler, never before this call returns
    /// on an event loop's own thread.
    ///
    /// @param request what to send
    /// @param handler receives the response and the outcome
    /// @param deadline the exchange ends by then, whatever the configured timeouts say
    /// @throws IllegalStateException if the client is closed
    void start(HttpRequest request, ExchangeHandler handler, Deadline deadline);

    /// Begins an exchange under the configured timeouts alone.
    ///
    /// @param request what to send
    /// @param handler receives the response and the outcome
    /// @throws IllegalStateException if the client is closed
    default void start(HttpRequest request, ExchangeHandler handler) {
        start(request, handler, Deadline.NEVER);
    }

    /// Asks a handler anew for its [ResponseHandler#demand], since that has changed: from [Demand#LATER], or to
    /// [Demand#NO_MORE]. Does nothing if the handler has no exchange under way. Returns at once, before the handler
    /// is told anything.
    ///
    /// @param handler the one that was given to [#start] or [#exchange]
    void resume(ResponseHandler handler);

    /// Ends an exchange that [#start] began, with [FailureKind#CANCELLED], unless it has ended already. Returns at
    /// once.
    ///
    /// @param handler the one that was given to [#start]
    void cancel(ExchangeHandler handler);

    /// Carries out an exchange and gathers the response in memory.
    ///
    /// @param request what to send
    /// @return the response
    /// @throws ExchangeException if there was no whole response, or its body is larger than
    ///     [ClientConfig#collectedOctets]
    default HttpResponse send(HttpRequest request) throws ExchangeException {
        ResponseCollector collector = new ResponseCollector(config().collectedOctets());
        try {
            exchange(request, collector);
        } catch (ResponseCollector.BodyTooLarge e) {
            throw e.failure();
        }
        return collector.response();
    }

    /// Begins an exchange and gathers the response in memory. Cancelling the future ends the exchange.
    ///
    /// @param request what to send
    /// @return the response, or the [ExchangeException]
    default CompletableFuture<HttpResponse> sendAsync(HttpRequest request) {
        return FutureExchange.start(this, request);
    }

    /// Carries out an exchange up to the head of its response, whose body the caller reads as a stream.
    ///
    /// @param request what to send
    /// @param deadline the whole exchange ends by then, the reading of the body included
    /// @return the response, to be closed by the caller
    /// @throws ExchangeException if there was no head
    /// @throws IllegalStateException if the client is closed
    StreamedResponse open(HttpRequest request, Deadline deadline) throws ExchangeException;

    /// Carries out an exchange up to the head of its response, under the configured timeouts alone.
    ///
    /// @param request what to send
    /// @return the response, to be closed by the caller
    /// @throws ExchangeException if there was no head
    /// @throws IllegalStateException if the client is closed
    default StreamedResponse open(HttpRequest request) throws ExchangeException {
        return open(request, Deadline.NEVER);
    }

    /// Begins an exchange whose response's body is an asynchronous flow with back-pressure: what the subscriber has
    /// not requested is not read from the socket, but for one piece. Cancelling the future ends the exchange.
    ///
    /// @param request what to send
    /// @return the response, as soon as its head has come, or the [ExchangeException]
    default CompletableFuture<PublishedResponse> openAsync(HttpRequest request) {
        return PublishedBody.start(this, request);
    }

    /// What the client was told.
    ///
    /// @return the configuration
    ClientConfig config();

    /// How often the sockets of its connections were read and written since it was opened.
    ///
    /// @return the sum over all connections, those closed included
    SocketCalls calls();

    /// What the connections are doing.
    ///
    /// @return a snapshot
    PoolStats pool();

    /// Ends every exchange with [FailureKind#CANCELLED], closes every connection, and ends every thread of the
    /// client. Returns when that is done. A second call does nothing.
    @Override
    void close();
}
