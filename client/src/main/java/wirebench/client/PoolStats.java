package wirebench.client;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// What a client's connections are doing and did, over all origins; a snapshot. Immutable, as long as nobody changes
/// the histogram.
///
/// @param leased connections that carry out an exchange or are being opened
/// @param idle connections that wait for one
/// @param waiting exchanges that wait for a connection
/// @param created connections opened since the client was
/// @param closedBy of these, the ones closed since, by reason; a reason without any is left out
/// @param acquireNanos how long each exchange waited for its lease, zero if not at all; those that waited in vain
///     included
/// @param wakeUps how often somebody woke to look for connections that are to be closed or opened
/// @param leaks where leases were taken that have not come back for `PoolConfig.leakAfter`
/// @param reconnects how it stands with the origins to which connections are kept open
public record PoolStats(
        int leased,
        int idle,
        int waiting,
        long created,
        Map<CloseReason, Long> closedBy,
        Histogram acquireNanos,
        long wakeUps,
        List<String> leaks,
        ReconnectCounts reconnects) {
    /// Copies what could change.
    public PoolStats {
        Map<CloseReason, Long> copy = new EnumMap<>(CloseReason.class);
        closedBy.forEach((reason, count) -> {
            if (count != 0) {
                copy.put(reason, count);
            }
        });
        closedBy = Collections.unmodifiableMap(copy);
        leaks = List.copyOf(leaks);
    }

    /// Connections closed since the client was opened, for whatever reason.
    ///
    /// @return the sum
    public long closed() {
        return closedBy.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Adds the figures of another origin or loop.
    ///
    /// @param other the figures
    /// @return the sums
    public PoolStats plus(PoolStats other) {
        Map<CloseReason, Long> reasons = new EnumMap<>(CloseReason.class);
        reasons.putAll(closedBy);
        other.closedBy.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        Histogram both = acquireNanos.copy();
        both.add(other.acquireNanos);
        return new PoolStats(
                leased + other.leased,
                idle + other.idle,
                waiting + other.waiting,
                created + other.created,
                reasons,
                both,
                wakeUps + other.wakeUps,
                Stream.concat(leaks.stream(), other.leaks.stream()).toList(),
                reconnects.plus(other.reconnects));
    }

    /// Copies with other wake-ups.
    ///
    /// @param times how often somebody woke
    /// @return the copy
    public PoolStats withWakeUps(long times) {
        return new PoolStats(leased, idle, waiting, created, closedBy, acquireNanos, times, leaks, reconnects);
    }

    /// Copies with other counts of reconnects.
    ///
    /// @param counts how it stands with the origins
    /// @return the copy
    public PoolStats withReconnects(ReconnectCounts counts) {
        return new PoolStats(leased, idle, waiting, created, closedBy, acquireNanos, wakeUps, leaks, counts);
    }

    /// Nothing yet.
    ///
    /// @return zeros
    public static PoolStats none() {
        return new PoolStats(0, 0, 0, 0, Map.of(), AcquireTimes.empty(), 0, List.of(), ReconnectCounts.NONE);
    }
}
