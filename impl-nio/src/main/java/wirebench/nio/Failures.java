package wirebench.nio;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.Origin;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.protocol.DecodeException;
import wirebench.protocol.LimitException;
import wirebench.protocol.ViolationException;

/// The failures of exchanges: what happened, with whom, and how far it had come.
final class Failures {
    private Failures() {}

    static ExchangeFailure lineFull(Exchange exchange, int maxWaiting) {
        String message = "no connection to " + exchange.origin() + " is free and " + maxWaiting
                + " exchanges wait already; start fewer at a time, or raise maxConnections or maxWaiting";
        return failure(FailureKind.LIMIT, exchange, message, null);
    }

    static ExchangeFailure unresolved(Exchange exchange, @Nullable UnknownHostException cause) {
        String message = "could not connect to " + exchange.origin() + ": the name could not be resolved";
        return failure(FailureKind.CONNECT, exchange, message, cause);
    }

    static ExchangeFailure notConnected(Exchange exchange, Exception cause) {
        String message = "could not connect to " + exchange.origin() + ": " + reason(cause);
        return failure(FailureKind.CONNECT, exchange, message, cause);
    }

    static ExchangeFailure bodyUnreadable(Exchange exchange, IOException cause) {
        String message = "the request body for " + exchange.origin() + " could not be read: " + reason(cause);
        return failure(FailureKind.TRANSPORT, exchange, message, cause);
    }

    static ExchangeFailure transport(Exchange exchange, IOException cause) {
        String message = "Connection reset".equals(cause.getMessage())
                ? exchange.origin() + " reset the connection"
                : "the connection to " + exchange.origin() + " failed: " + reason(cause);
        return failure(FailureKind.TRANSPORT, exchange, message, cause);
    }

    static ExchangeFailure truncated(Exchange exchange, boolean nothingReceived) {
        String message = nothingReceived
                ? exchange.origin() + " closed the connection without an answer"
                : "the connection to " + exchange.origin() + " ended before the response was complete ("
                        + exchange.phase() + ")";
        return failure(FailureKind.TRUNCATED, exchange, message, null);
    }

    static ExchangeException undecodable(Exchange exchange, DecodeException cause) {
        return switch (cause) {
            case ViolationException violation -> new PeerViolation(violation, exchange.phase());
            case LimitException limit ->
                failure(
                        FailureKind.LIMIT,
                        exchange,
                        "the response of " + exchange.origin() + " has " + limit.getMessage(),
                        limit);
        };
    }

    static ExchangeFailure cancelled(Exchange exchange) {
        String message = "the exchange with " + exchange.origin() + " was cancelled";
        return failure(FailureKind.CANCELLED, exchange, message, null);
    }

    static ExchangeFailure clientClosed(Exchange exchange) {
        String message = "the client was closed during an exchange with " + exchange.origin();
        return failure(FailureKind.CANCELLED, exchange, message, null);
    }

    static ExchangeFailure neverBegun(Origin origin) {
        String message = "the client was closed before an exchange with " + origin + " began";
        return new ExchangeFailure(FailureKind.CANCELLED, Phase.ACQUIRE, false, message, null);
    }

    /// The timeout that fired: the total one if its time has come, otherwise that of the phase.
    static ExchangeFailure timeout(Exchange exchange, LoopShare share, long now) {
        Phase phase = now >= exchange.totalDeadlineNanos() ? Phase.TOTAL : exchange.phase();
        String origin = exchange.origin().toString();
        String message = switch (phase) {
            case ACQUIRE ->
                "all " + share.maxConnections() + " connections to " + origin + " stayed busy for "
                        + duration(share.acquireNanos());
            case CONNECT -> "no connection to " + origin + " within " + duration(share.connectNanos());
            case HEAD -> "no head within " + duration(share.headNanos()) + " from " + origin;
            case READ -> "nothing more of the body within " + duration(share.readNanos()) + " from " + origin;
            case WRITE, TOTAL ->
                "the exchange with " + origin + " was not complete within "
                        + duration(exchange.totalDeadlineNanos() - exchange.startNanos()) + " (it had come to "
                        + exchange.phase() + ")";
        };
        return new ExchangeFailure(FailureKind.TIMEOUT, phase, exchange.requestWritten, message, null);
    }

    private static ExchangeFailure failure(
            FailureKind kind, Exchange exchange, String message, @Nullable Throwable cause) {
        return new ExchangeFailure(kind, exchange.phase(), exchange.requestWritten, message, cause);
    }

    private static String reason(Exception cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String duration(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos));
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
