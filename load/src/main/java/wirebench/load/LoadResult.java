package wirebench.load;

import java.util.Collections;
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
/// @param elapsedNanos from the first start to the last end
/// @param bodyOctets octets of all response bodies
/// @param latencies of the exchanges that ended well, in nanoseconds, with three digits
/// @param beyondRange how many of them took longer than a minute; they are recorded as one minute
/// @param allocatedBytesPerExchange heap allocated by all threads of this process; empty if not recorded
/// @param userMicrosPerExchange processor time of this process in user mode; empty if not recorded
/// @param systemMicrosPerExchange processor time of this process in system mode; empty if not recorded
/// @param client what the client did meanwhile; empty if the load was not on one
/// @param gaveUpBecause why the load was ended early; empty if it was not
/// @param process what this process did meanwhile
public record LoadResult(
        long exchanges,
        SortedMap<String, Long> errors,
        long elapsedNanos,
        long bodyOctets,
        Histogram latencies,
        long beyondRange,
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

    /// The latency that a share of the exchanges did not exceed.
    ///
    /// @param percentile from 0 to 100
    /// @return nanoseconds, or empty if fewer than 10 exchanges lie beyond: they would tell a story of their own
    public OptionalDouble percentileNanos(double percentile) {
        return Percentile.nanos(latencies, percentile);
    }
}
