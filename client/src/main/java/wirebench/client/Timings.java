package wirebench.client;

/// When the phases of one exchange ended, in nanoseconds since it began; written by the client, read by the caller
/// after the exchange. 0 means that the phase did not happen. Not thread-safe.
public final class Timings implements Observer {
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

    @Override
    public void acquired(NanoClock clock, boolean reused) {
        acquiredNanos = since(clock);
        reusedConnection = reused;
    }

    @Override
    public void connected(NanoClock clock) {
        connectedNanos = since(clock);
    }

    @Override
    public void secured(NanoClock clock) {
        handshakenNanos = since(clock);
    }

    @Override
    public void written(NanoClock clock) {
        writtenNanos = since(clock);
    }

    @Override
    public void head(NanoClock clock, int status) {
        if (headNanos == 0) {
            headNanos = since(clock);
        }
    }

    @Override
    public void completed(NanoClock clock) {
        endNanos = since(clock);
    }

    /// Whether the connection was there before.
    ///
    /// @return true if it was not opened for this exchange
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

    private long since(NanoClock clock) {
        return clock.nanos() - startNanos;
    }
}
