package wirebench.client;

/// Calls on sockets: how often octets were asked for and given away. Counted at the channel, so exact on any machine.
///
/// @param reads calls of read, those that found nothing included
/// @param writes calls of write, a gathering one counted once
public record SocketCalls(long reads, long writes) {
    /// None.
    public static final SocketCalls NONE = new SocketCalls(0, 0);

    /// Adds the calls on other sockets.
    ///
    /// @param other the calls
    /// @return the sums
    public SocketCalls plus(SocketCalls other) {
        return new SocketCalls(reads + other.reads, writes + other.writes);
    }

    /// The calls since an earlier count.
    ///
    /// @param before the earlier count
    /// @return the differences
    public SocketCalls since(SocketCalls before) {
        return new SocketCalls(reads - before.reads, writes - before.writes);
    }
}
