package wirebench.load;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// How far a load has come since it was opened, warm-up included. Immutable, as long as nobody changes the histogram.
///
/// @param inFlight exchanges under way
/// @param exchanges exchanges that ended with the response expected
/// @param errors how often each kind of error came, by kind; empty if none did
/// @param latencies of the exchanges that ended well, in nanoseconds; while a load runs, the last of each exchange in
///     flight, up to 32, are not in it yet
public record LoadProgress(int inFlight, long exchanges, SortedMap<String, Long> errors, Histogram latencies) {
    /// Copies what could change.
    public LoadProgress {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }
}
