package wirebench.client;

/// When the phases of one exchange ended, in nanoseconds since it began; written by the client, read by the caller
/// after the exchange. 0 means that the phase did not happen. Not thread-safe.
public final class Timings {
    private boolean reusedConnection;
    private long acquiredNanos;
    private long connectedNanos;
    private long handshakenNanos;
    private long writtenNanos;
    private long headNanos;
    private long endNanos;
    private long startNanos;

    /// Creates an empty place.
    public Timings() {}

    /// Forgets what was noted.
    ///
    /// @param nowNanos the start of the exchange on the client's clock
    public void begin(long nowNanos) {
        reusedConnection = false;
        startNanos = nowNanos;
        acquiredNanos = 0;
        connectedNanos = 0;
        handshakenNanos = 0;
        writtenNanos = 0;
        headNanos = 0;
        endNanos = 0;
    }

    /// Notes that a lease was had.
    ///
    /// @param nowNanos the time on the client's clock
    /// @param reused whether the connection had served an exchange before
    public void acquired(long nowNanos, boolean reused) {
        acquiredNanos = nowNanos - startNanos;
        reusedConnection = reused;
    }

    /// Notes that the connection was made.
    ///
    /// @param nowNanos the time on the client's clock
    public void connected(long nowNanos) {
        connectedNanos = nowNanos - startNanos;
    }

    /// Notes that the TLS handshake was done.
    ///
    /// @param nowNanos the time on the client's clock
    public void handshaken(long nowNanos) {
        handshakenNanos = nowNanos - startNanos;
    }

    /// Notes that the request was written.
    ///
    /// @param nowNanos the time on the client's clock
    public void written(long nowNanos) {
        writtenNanos = nowNanos - startNanos;
    }

    /// Notes that the final head was complete.
    ///
    /// @param nowNanos the time on the client's clock
    public void headReceived(long nowNanos) {
        headNanos = nowNanos - startNanos;
    }

    /// Notes that the response was complete.
    ///
    /// @param nowNanos the time on the client's clock
    public void ended(long nowNanos) {
        endNanos = nowNanos - startNanos;
    }

    /// Whether the connection had served an exchange before.
    ///
    /// @return true if it was not opened for this one
    public boolean reusedConnection() {
        return reusedConnection;
    }

    /// When a lease was had.
    ///
    /// @return nanoseconds since the start
    public long acquiredNanos() {
        return acquiredNanos;
    }

    /// When the connection was made.
    ///
    /// @return nanoseconds since the start, 0 if it was reused
    public long connectedNanos() {
        return connectedNanos;
    }

    /// When the TLS handshake was done.
    ///
    /// @return nanoseconds since the start, 0 if there was none
    public long handshakenNanos() {
        return handshakenNanos;
    }

    /// When the request was written.
    ///
    /// @return nanoseconds since the start
    public long writtenNanos() {
        return writtenNanos;
    }

    /// When the final head was complete.
    ///
    /// @return nanoseconds since the start
    public long headNanos() {
        return headNanos;
    }

    /// When the response was complete.
    ///
    /// @return nanoseconds since the start
    public long endNanos() {
        return endNanos;
    }
}
