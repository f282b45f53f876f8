package wirebench.client.failure;

import wirebench.client.ExchangeFailure;
import wirebench.client.HttpRequest;
import wirebench.client.body.UnreadableBody;

/// Whether a request that got no answer is sent once more, on another connection: the one that it was sent on may
/// have been stale, that is closed by the server before it saw the request.
///
/// It is, if the connection was not opened for it, not one octet of an answer has come, the request is repeatable
/// (RFC 9112 section 9.3.1) and it was not sent again before (RFC 9110 section 9.2.2). One of these goes with each
/// exchange:
/// ```
///        carriedBy                   again
/// FRESH <---------> MAYBE_STALE ----------------> AGAIN
///   |                                  again        ^
///   +-----------------------------------------------+
/// ```
public enum StaleResend {
    /// No connection carries it, or one that was opened for it.
    FRESH,
    /// A connection carries it that was there before.
    MAYBE_STALE,
    /// It was sent again; whatever carries it now, that was the last time.
    AGAIN;

    /// A connection carries the exchange from now on.
    ///
    /// @param reused whether it was not opened for it
    /// @return what holds then
    public StaleResend carriedBy(boolean reused) {
        return switch (this) {
            case FRESH, MAYBE_STALE -> reused ? MAYBE_STALE : FRESH;
            case AGAIN -> AGAIN;
        };
    }

    /// Whether the request may be sent once more, now that the server has ended the connection.
    ///
    /// @param request what was sent
    /// @param nothingReceived whether not one octet of an answer has come
    /// @return true if [#AGAIN] may follow
    public boolean allows(HttpRequest request, boolean nothingReceived) {
        return this == MAYBE_STALE && nothingReceived && request.repeatable();
    }

    /// Whether it was the server that ended a connection.
    ///
    /// @param failure what became of the exchange that was on it
    /// @return false if something else went wrong
    public static boolean endedByServer(ExchangeFailure failure) {
        return switch (failure.failureKind()) {
            case TRANSPORT, TRUNCATED -> !(failure.getCause() instanceof UnreadableBody);
            case CONNECT, TLS, REFUSED, TIMEOUT, LIMIT, CANCELLED -> false;
        };
    }
}
