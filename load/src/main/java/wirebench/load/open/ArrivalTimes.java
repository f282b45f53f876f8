package wirebench.load.open;

/// When requests are meant to start: nanoseconds after the start of a run, one after another, never decreasing.
/// What becomes of the requests does not change it. Not thread-safe.
@FunctionalInterface
public interface ArrivalTimes {
    /// The next intended start; it may lie in the past.
    ///
    /// @return nanoseconds since the start of the run
    long nextNanos();
}
