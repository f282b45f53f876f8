package wirebench.client;

import wirebench.protocol.Violation;
import wirebench.protocol.ViolationException;

/// The peer broke HTTP. The connection is closed, and nothing that it sent after the violation is used.
public final class PeerViolation extends ExchangeException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;
    private final long offset;

    /// Creates the exception.
    ///
    /// @param cause what the decoder found
    /// @param phase how far the exchange had come
    public PeerViolation(ViolationException cause, Phase phase) {
        super("the peer broke HTTP: " + cause.getMessage(), phase, true, cause);
        violation = cause.violation();
        offset = cause.offset();
    }

    /// The rule that was broken.
    ///
    /// @return the rule
    public Violation violation() {
        return violation;
    }

    /// The offending octet.
    ///
    /// @return its place, counted in octets from the start of the response
    public long offset() {
        return offset;
    }

    @Override
    public String kind() {
        return "violation";
    }
}
