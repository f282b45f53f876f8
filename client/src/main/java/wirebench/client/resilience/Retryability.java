package wirebench.client.resilience;

import java.io.EOFException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;

/// Which attempts may be repeated, by what became of them alone: attempts, budget and deadline have their say later.
///
/// RFC 9110 section 9.2.2: a client does not retry a request automatically unless it is idempotent or has not been
/// applied, which is certain only if nothing of it was written.
final class Retryability {
    private Retryability() {}

    /// Whether a failed attempt may be repeated.
    static boolean of(HttpRequest request, ExchangeException failure) {
        return passes(failure) && (request.repeatable() || untouched(request, failure));
    }

    /// Whether another attempt could end otherwise.
    private static boolean passes(ExchangeException failure) {
        return switch (failure) {
            case PeerViolation _ -> false;
            case ExchangeFailure other ->
                switch (other.failureKind()) {
                    case CONNECT, TRANSPORT, TRUNCATED -> true;
                    case TIMEOUT -> other.phase() != Phase.TOTAL;
                    case TLS -> broken(other.getCause());
                    case REFUSED, LIMIT, CANCELLED -> false;
                };
        };
    }

    /// Whether the peer knows nothing of the request, and its body can still be had: a source that can be opened once
    /// has been as soon as writing began.
    private static boolean untouched(HttpRequest request, ExchangeException failure) {
        boolean unopened = failure.phase().compareTo(Phase.WRITE) < 0;
        return !failure.requestWritten() && (unopened || request.body().repeatable());
    }

    /// Whether a handshake ended because the connection did. What either side does not like of the other, such as a
    /// certificate, it will not like the next time.
    private static boolean broken(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> false;
            case EOFException _, SocketException _, ClosedChannelException _ -> true;
            case Throwable other -> broken(other.getCause());
        };
    }
}
