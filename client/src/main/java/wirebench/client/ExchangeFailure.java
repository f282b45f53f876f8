package wirebench.client;

import org.jspecify.annotations.Nullable;

/// An exchange that failed: transport, timeout, limit or cancellation.
public final class ExchangeFailure extends ExchangeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind failureKind;

    /// Creates the exception.
    ///
    /// @param failureKind what went wrong
    /// @param phase how far the exchange had come, or which timeout fired
    /// @param requestWritten whether any octet of the request may have reached the peer
    /// @param message what happened, in a sentence without a full stop
    /// @param cause what the system reported, if anything
    public ExchangeFailure(
            FailureKind failureKind, Phase phase, boolean requestWritten, String message, @Nullable Throwable cause) {
        super(message, phase, requestWritten, cause);
        this.failureKind = failureKind;
    }

    /// What went wrong.
    ///
    /// @return the kind
    public FailureKind failureKind() {
        return failureKind;
    }

    @Override
    public String kind() {
        return failureKind.label();
    }
}
