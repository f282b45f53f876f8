package wirebench.load;

import org.HdrHistogram.Histogram;

/// Exchanges that were meant to be carried out and had no outcome, neither response nor failure, when the load
/// ended. Immutable, as long as nobody changes the histogram.
///
/// @param waitNanos how long each had waited by then, in nanoseconds: it would have taken at least that
/// @param notBegun how many of them had not even been handed to the client
public record Unanswered(Histogram waitNanos, long notBegun) {
    /// Of a load whose exchanges all had an outcome.
    public static final Unanswered NONE = new Unanswered(Latencies.histogram(), 0);

    /// How many there are.
    ///
    /// @return mostly 0
    public long count() {
        return waitNanos.getTotalCount();
    }
}
