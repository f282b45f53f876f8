package wirebench.load.open;

import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import wirebench.load.LoadResult;

/// What an open loop measured. Immutable, as long as nobody changes the histograms, which are in nanoseconds with
/// three digits, however long.
///
/// @param load the counts, the costs without the pacer's, and as latencies the response times: from the intended
///     start to the last octet
/// @param arrivals the model of arrivals
/// @param service from the lease of a connection to the last octet, of exchanges that ended well: what a closed
///     loop would have told, the time before uncounted
/// @param acquire how long those waited for a connection
/// @param lag from the intended start of every exchange to its being handed to the
///     client; of what was not, its wait
/// @param intended arrivals that the schedule had
/// @param refused how many of them were not sent, since too many were under way
/// @param mostPending the most that were under way, or in the queue for a thread
/// @param lastLagNanos how late the pacer was at the last arrival
/// @param windowNanos how long the schedule was, up to an early end
/// @param pacerMicrosPerExchange processor time of the pacer's thread, spinning and handing over: it is not in
///     `load`; empty if not told
/// @param processors how many there were: without a free one, spinning takes time from client and server
public record OpenResult(
        LoadResult load,
        Arrivals arrivals,
        Histogram service,
        Histogram acquire,
        Histogram lag,
        long intended,
        long refused,
        long mostPending,
        long lastLagNanos,
        long windowNanos,
        OptionalDouble pacerMicrosPerExchange,
        int processors) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Which share of the offered rate was carried out: what ended well, in the time until the last of it ended,
    /// to what was intended, in the time of the schedule. By chance Poisson arrivals offer somewhat more or less
    /// than the rate asked for; that is no fault of the client.
    ///
    /// @return mostly 1
    public double rateRatio() {
        return intended == 0 ? 0 : load.throughput() * windowNanos / NANOS_PER_SECOND / intended;
    }
}
