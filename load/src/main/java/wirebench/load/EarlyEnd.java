package wirebench.load;

/// That a run was ended before its time. Immutable.
///
/// @param reason why
/// @param nanos when, as `System.nanoTime()` tells it
public record EarlyEnd(String reason, long nanos) {
    /// Ended now.
    ///
    /// @param reason why
    /// @return the end
    public static EarlyEnd now(String reason) {
        return new EarlyEnd(reason, System.nanoTime());
    }

    /// How long a run took that ended so, or with the last exchange that was waited for.
    ///
    /// @param startNanos when it began
    /// @param lastEndNanos when the last exchange ended
    /// @return nanoseconds, positive
    public long elapsedNanos(long startNanos, long lastEndNanos) {
        return Math.max(1, Math.max(nanos - startNanos, lastEndNanos - startNanos));
    }
}
