package wirebench.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An exchange that did not end with a whole response: the peer broke HTTP ([PeerViolation]), or something failed
/// ([ExchangeFailure]). A caller's mistake is neither: it is an `IllegalArgumentException` or
/// `IllegalStateException`, thrown before an octet is written.
public abstract sealed class ExchangeException extends IOException permits PeerViolation, ExchangeFailure {
    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final boolean requestWritten;

    ExchangeException(String message, Phase phase, boolean requestWritten, @Nullable Throwable cause) {
        super(message, cause);
        this.phase = phase;
        this.requestWritten = requestWritten;
    }

    /// How far the exchange had come, or, for a timeout, which timeout fired.
    ///
    /// @return the phase
    public Phase phase() {
        return phase;
    }

    /// Whether any octet of the request may have reached the peer, which a retry must know (RFC 9110 section
    /// 9.2.2).
    ///
    /// @return false if certainly nothing was written
    public boolean requestWritten() {
        return requestWritten;
    }

    /// One word for the kind of trouble, as the command prints and counts it.
    ///
    /// @return `violation`, or the label of a [FailureKind]
    public abstract String kind();
}
