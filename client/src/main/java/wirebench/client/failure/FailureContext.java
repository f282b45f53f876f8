package wirebench.client.failure;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.Origin;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.client.config.Timeouts;
import wirebench.protocol.DecodeException;
import wirebench.protocol.LimitException;
import wirebench.protocol.ViolationException;

/// Under which circumstances an exchange failed: all that its failure says besides what went wrong. Every
/// implementation words its failures here, so that they read the same. Immutable.
///
/// @param origin whom the exchange was with
/// @param phase how far it had come
/// @param requestWritten whether any octet of the request may have reached the peer
public record FailureContext(Origin origin, Phase phase, boolean requestWritten) {
    /// Too many exchanges wait for a connection.
    ///
    /// @param maxWaiting how many may
    /// @return the failure
    public ExchangeFailure lineFull(int maxWaiting) {
        return failure(
                FailureKind.LIMIT,
                "no connection to " + origin + " is free and " + maxWaiting
                        + " exchanges wait already; start fewer at a time, or raise maxConnections or maxWaiting");
    }

    /// The host's name could not be resolved.
    ///
    /// @param cause what the system reported, if anything
    /// @return the failure
    public ExchangeFailure unresolved(@Nullable IOException cause) {
        return failure(
                FailureKind.CONNECT, "could not connect to " + origin + ": the name could not be resolved", cause);
    }

    /// No connection could be made.
    ///
    /// @param cause what the system reported
    /// @return the failure
    public ExchangeFailure notConnected(Exception cause) {
        String why = LocalTrouble.of(cause).sentence(reason(cause));
        return failure(FailureKind.CONNECT, "could not connect to " + origin + ": " + why, cause);
    }

    /// TLS was not agreed on.
    ///
    /// @param cause what this side found wrong, or the alert that the other sent
    /// @return the failure
    public ExchangeFailure notSecure(IOException cause) {
        String why = TlsTrouble.of(cause).sentence(cause);
        return failure(FailureKind.TLS, "no TLS connection to " + origin + ": " + why, cause);
    }

    /// The endpoint has failed so often lately that it is not tried.
    ///
    /// @return the failure
    public ExchangeFailure refused() {
        return failure(
                FailureKind.REFUSED,
                "the circuit breaker of " + origin + " is open: it has failed too often lately, so nothing was sent");
    }

    /// The request's own body could not be read.
    ///
    /// @param cause what its source reported
    /// @return the failure
    public ExchangeFailure bodyUnreadable(IOException cause) {
        return failure(
                FailureKind.TRANSPORT,
                "the request body for " + origin + " could not be read: " + reason(cause),
                cause);
    }

    /// The connection ended or failed.
    ///
    /// @param cause what told so; an `EOFException` is the server's end
    /// @param nothingReceived whether not one octet of an answer had come
    /// @return the failure
    public ExchangeFailure broken(IOException cause, boolean nothingReceived) {
        return switch (phase) {
            case CONNECT -> notConnected(cause);
            case HANDSHAKE -> notSecure(cause);
            case ACQUIRE, WRITE, HEAD, READ, TOTAL ->
                switch (cause) {
                    // With TLS 1.3 a server looks at the client's certificate when the client has gone on already.
                    case SSLHandshakeException alert -> notSecure(alert);
                    case EOFException _ -> truncated(nothingReceived);
                    default -> transport(cause);
                };
        };
    }

    /// Reading or writing failed.
    ///
    /// @param cause what the system reported
    /// @return the failure
    public ExchangeFailure transport(Exception cause) {
        String message = "Connection reset".equals(cause.getMessage())
                ? origin + " reset the connection"
                : "the connection to " + origin + " failed: " + reason(cause);
        return failure(FailureKind.TRANSPORT, message, cause);
    }

    /// The connection ended before the response was complete.
    ///
    /// @param nothingReceived whether not one octet of an answer had come
    /// @return the failure
    public ExchangeFailure truncated(boolean nothingReceived) {
        return failure(
                FailureKind.TRUNCATED,
                nothingReceived
                        ? origin + " closed the connection without an answer"
                        : origin + " closed the connection before the response was complete");
    }

    /// The peer broke HTTP or reached a limit.
    ///
    /// @param cause what the decoder came upon
    /// @return the failure
    public ExchangeException undecodable(DecodeException cause) {
        return switch (cause) {
            case ViolationException violation -> new PeerViolation(violation, phase);
            case LimitException limit ->
                failure(FailureKind.LIMIT, "the response of " + origin + " has " + limit.getMessage(), limit);
        };
    }

    /// The caller wants the exchange no more.
    ///
    /// @param cause what told so, if anything
    /// @return the failure
    public ExchangeFailure cancelled(@Nullable Exception cause) {
        return failure(FailureKind.CANCELLED, "the exchange with " + origin + " was cancelled", cause);
    }

    /// The client was closed.
    ///
    /// @return the failure
    public ExchangeFailure clientClosed() {
        return failure(FailureKind.CANCELLED, "the client was closed during an exchange with " + origin);
    }

    /// A timeout fired.
    ///
    /// @param fired which one
    /// @param timeouts how long each is
    /// @return the failure
    public ExchangeFailure timeout(Phase fired, Timeouts timeouts) {
        String message = switch (fired) {
            case ACQUIRE -> "no connection to " + origin + " became free within " + text(timeouts.acquire());
            case CONNECT -> "no connection to " + origin + " within " + text(timeouts.connect());
            case HANDSHAKE -> "no TLS handshake with " + origin + " within " + text(timeouts.handshake());
            case WRITE -> origin + " took nothing more of the request within " + text(timeouts.write());
            case HEAD -> "no head within " + text(timeouts.head()) + " from " + origin;
            case READ -> "nothing more of the body within " + text(timeouts.read()) + " from " + origin;
            case TOTAL ->
                "the exchange with " + origin + " was not complete in its time (it had come to " + phase.label() + ")";
        };
        return new ExchangeFailure(FailureKind.TIMEOUT, fired, requestWritten, message, null);
    }

    private ExchangeFailure failure(FailureKind kind, String message) {
        return failure(kind, message, null);
    }

    private ExchangeFailure failure(FailureKind kind, String message, @Nullable Throwable cause) {
        return new ExchangeFailure(kind, phase, requestWritten, message, cause);
    }

    private static String reason(Exception cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String text(Duration duration) {
        long millis = Deadline.nanos(duration) / 1_000_000;
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
