package wirebench.protocol;

/// A response that cannot be decoded any further: the peer broke a rule, or reached one of our limits.
///
/// "More octets are needed" is never an exception; it is [ResponseDecoder.Event#OCTETS_NEEDED].
public abstract sealed class DecodeException extends Exception permits ViolationException, LimitException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    DecodeException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /// Where decoding stopped, counted in octets from the first octet of the response (interim responses
    /// included).
    ///
    /// @return the offset, 0 for the first octet
    public long offset() {
        return offset;
    }
}
