package wirebench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/// What a load measured. Immutable, as long as nobody changes the histogram.
///
/// @param exchanges exchanges that ended with the response expected
/// @param errors how often each kind of error came, by kind; empty if none did
/// @param statuses how often each status code came, by code; empty if the lanes do not tell
/// @param elapsedNanos from the first start to the last end, or to the moment at which the load was ended early
/// @param bodyOctets octets of all response bodies
/// @param latencies of the exchanges that ended well, in nanoseconds, with three digits, however long
/// @param unanswered what had no outcome when the load ended
/// @param allocatedBytesPerExchange heap allocated by all threads of this process; empty if not recorded
/// @param userMicrosPerExchange processor time of this process in user mode; empty if not recorded
/// @param systemMicrosPerExchange processor time of this process in system mode; empty if not recorded
/// @param client what the client did meanwhile; empty if the load was not on one
/// @param gaveUpBecause why the load was ended early; empty if it was not
/// @param process what this process did meanwhile
public record LoadResult(
        long exchanges,
        SortedMap<String, Long> errors,
        SortedMap<Integer, Long> statuses,
        long elapsedNanos,
        long bodyOctets,
        Histogram latencies,
        Unanswered unanswered,
        OptionalDouble allocatedBytesPerExchange,
        OptionalDouble userMicrosPerExchange,
        OptionalDouble systemMicrosPerExchange,
        Optional<ClientWork> client,
        Optional<String> gaveUpBecause,
        ProcessWork process) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Copies what could change.
    public LoadResult {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    /// Exchanges that ended well, in a second.
    ///
    /// @return 0 if there were none
    public double throughput() {
        return exchanges == 0 ? 0 : exchanges * NANOS_PER_SECOND / elapsedNanos;
    }

    /// How many errors there were, of whatever kind.
    ///
    /// @return the sum
    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Everything that was begun, or meant to be: what ended well, what did not, and what has no outcome.
    ///
    /// @return the sum
    public long begun() {
        return exchanges + errorCount() + unanswered.count();
    }

    /// Why the figures do not tell of all that they should: because the load ended early, or without an
    /// outcome of some exchanges.
    ///
    /// @return reasons in words; empty if they do
    public List<String> incompleteBecause() {
        List<String> reasons = new ArrayList<>();
        gaveUpBecause.ifPresent(reason -> reasons.add("the load ended early: " + reason));
        if (unanswered.count() > 0) {
            reasons.add(unanswered.count() + " of " + begun() + " exchanges have no answer");
        }
        return List.copyOf(reasons);
    }

    /// The latencies, and of what has no answer how long it has waited so far: percentiles of all are no more
    /// than what they would have been in the end.
    ///
    /// @return nanoseconds
    public Histogram latenciesAtLeast() {
        if (unanswered.count() == 0) {
            return latencies;
        }
        Histogram all = latencies.copy();
        all.add(unanswered.waitNanos());
        return all;
    }

    /// How often sockets were read for an exchange, reads that found nothing included; what failed exchanges needed
    /// falls upon those that ended well.
    ///
    /// @return empty if not counted, or if no exchange ended well
    public OptionalDouble readsPerExchange() {
        return perExchange(work -> work.calls().reads());
    }

    /// How often sockets were written for an exchange, a gathering write counted once.
    ///
    /// @return empty if not counted, or if no exchange ended well
    public OptionalDouble writesPerExchange() {
        return perExchange(work -> work.calls().writes());
    }

    private OptionalDouble perExchange(ToLongFunction<ClientWork> count) {
        return client.isEmpty() || exchanges == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) count.applyAsLong(client.get()) / exchanges);
    }

    /// The latency that a share of the exchanges did not exceed, or at least had: see [#latenciesAtLeast].
    ///
    /// @param percentile from 0 to 100
    /// @return nanoseconds, or empty if fewer than 10 exchanges lie beyond: they would tell a story of their own
    public OptionalDouble percentileNanos(double percentile) {
        return Percentile.nanos(latenciesAtLeast(), percentile);
    }
}
