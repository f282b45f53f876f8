package wirebench.protocol;

/// The peer broke HTTP. Carries the rule and the place.
public final class ViolationException extends DecodeException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;

    /// Creates the exception.
    ///
    /// @param violation the rule that was broken
    /// @param offset the offending octet, counted from the start of the response
    public ViolationException(Violation violation, long offset) {
        super(violation + " at octet " + offset + " (" + violation.rule() + ")", offset);
        this.violation = violation;
    }

    /// The rule that was broken.
    ///
    /// @return the rule
    public Violation violation() {
        return violation;
    }
}
