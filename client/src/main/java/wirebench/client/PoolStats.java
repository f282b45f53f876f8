package wirebench.client;

/// What a client's connections are doing, over all origins; a snapshot.
///
/// @param leased connections that carry out an exchange or are being opened
/// @param idle connections that wait for one
/// @param waiting exchanges that wait for a connection
/// @param created connections opened since the client was
/// @param closed of these, the ones closed since
public record PoolStats(int leased, int idle, int waiting, long created, long closed) {
    /// Adds the figures of another origin or loop.
    ///
    /// @param other the figures
    /// @return the sums
    public PoolStats plus(PoolStats other) {
        return new PoolStats(
                leased + other.leased,
                idle + other.idle,
                waiting + other.waiting,
                created + other.created,
                closed + other.closed);
    }

    /// Nothing yet.
    ///
    /// @return zeros
    public static PoolStats none() {
        return new PoolStats(0, 0, 0, 0, 0);
    }
}
