package wirebench.client;

/// How many origins are in which state of reconnecting; only those count to which connections are kept open. Immutable.
///
/// @param running nothing is known against them
/// @param connecting connections to them are being opened
/// @param waiting they could not be reached, and are tried again later
/// @param givenUp they could not be reached, and are not tried again
/// @param attempts how often connections were opened to be kept; several at a time are one attempt
public record ReconnectCounts(int running, int connecting, int waiting, int givenUp, long attempts) {
    /// No origin.
    public static final ReconnectCounts NONE = new ReconnectCounts(0, 0, 0, 0, 0);

    /// Adds the counts of others.
    ///
    /// @param other the counts
    /// @return the sums
    public ReconnectCounts plus(ReconnectCounts other) {
        return new ReconnectCounts(
                running + other.running,
                connecting + other.connecting,
                waiting + other.waiting,
                givenUp + other.givenUp,
                attempts + other.attempts);
    }
}
