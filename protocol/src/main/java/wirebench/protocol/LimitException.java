package wirebench.protocol;

/// The response is larger than one of our [Limits] allows.
public final class LimitException extends DecodeException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final long maximum;

    /// Creates the exception.
    ///
    /// @param limit the limit that was reached
    /// @param maximum its value
    /// @param offset the octet at which it was noticed, counted from the start of the response
    public LimitException(Limit limit, long maximum, long offset) {
        super("more than " + maximum + " " + limit.unit() + " at octet " + offset, offset);
        this.limit = limit;
        this.maximum = maximum;
    }

    /// The limit that was reached.
    ///
    /// @return the limit
    public Limit limit() {
        return limit;
    }

    /// The value of the limit.
    ///
    /// @return the largest value that would have been accepted
    public long maximum() {
        return maximum;
    }
}
