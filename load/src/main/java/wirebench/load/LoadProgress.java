package wirebench.load;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// How far a load has come since it was opened, warm-up included. Immutable, as long as nobody
/// changes the histogram.
///
/// @param inFlight exchanges under way
/// @param longestWaitNanos how long the oldest of them has waited so far; 0 if there is none
/// @param exchanges exchanges that ended with the response expected
/// @param errors how often each kind of error came, by kind; empty if none did
/// @param statuses how often each status code came, by code; empty if the lanes do not tell
/// @param unanswered exchanges of runs that have ended, which had no outcome by then
/// @param latencies of the exchanges that ended well, in nanoseconds; while a load runs, those of the last tenth
///     of a second, up to 32 of each exchange in flight, are not in it yet
public record LoadProgress(
        int inFlight,
        long longestWaitNanos,
        long exchanges,
        SortedMap<String, Long> errors,
        SortedMap<Integer, Long> statuses,
        long unanswered,
        Histogram latencies) {
    /// Copies what could change.
    public LoadProgress {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }
}
