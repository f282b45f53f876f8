package wirebench.nio;

/// A lower bound of when something has to be looked at, so that setting it is a comparison, and what it is set for
/// is found by looking. Confined to the event loop.
final class Alarm {
    private long nanos = Long.MAX_VALUE;
    private long silentUntilNanos = Long.MIN_VALUE;

    /// Makes sure that it rings not long after some point in time.
    void by(long point) {
        long rings = Math.max(point, silentUntilNanos);
        if (rings < nanos) {
            nanos = rings;
        }
    }

    /// Lets it ring no sooner than at some point in time, whatever it will be set for: so much that is due at about
    /// the same time is done at once.
    void silence(long untilNanos) {
        silentUntilNanos = untilNanos;
    }

    /// Whether something may be due. If so, all that is due later has to set the alarm anew.
    boolean rings(long now) {
        if (now < nanos) {
            return false;
        }
        nanos = Long.MAX_VALUE;
        return true;
    }

    /// When it rings, `Long.MAX_VALUE` for never.
    long nanos() {
        return nanos;
    }
}
