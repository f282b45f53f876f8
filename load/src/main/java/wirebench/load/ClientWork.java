package wirebench.load;

import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import wirebench.client.HttpClient;
import wirebench.client.PoolStats;
import wirebench.client.SocketCalls;

/// What a client did to carry its exchanges out, counted by itself. Exact when taken while no exchange is under way.
/// Immutable, as long as nobody changes the histogram.
///
/// @param calls reads and writes of its sockets
/// @param connections how many it opened
/// @param acquireNanos how long each exchange waited for its connection, zero if not at all
/// @param leaks where leases were taken that had not come back for as long as the pool was told
public record ClientWork(SocketCalls calls, long connections, Histogram acquireNanos, List<String> leaks) {
    /// Copies what could change.
    public ClientWork {
        leaks = List.copyOf(leaks);
    }

    /// What a client did since it was opened.
    ///
    /// @param client whose work it is
    /// @return the counts so far
    public static ClientWork of(HttpClient client) {
        PoolStats pool = client.pool();
        return new ClientWork(client.calls(), pool.created(), pool.acquireNanos(), pool.leaks());
    }

    /// What was done since an earlier moment.
    ///
    /// @param earlier the counts of that moment
    /// @return the differences, with the leaks of the later one
    public ClientWork since(ClientWork earlier) {
        Histogram waits = acquireNanos.copy();
        waits.subtract(earlier.acquireNanos);
        return new ClientWork(calls.since(earlier.calls), connections - earlier.connections, waits, leaks);
    }

    /// How many exchanges had to wait for a connection.
    ///
    /// @return 0 if each had one at once
    public long waits() {
        return acquireNanos.getTotalCount() - acquireNanos.getCountAtValue(0);
    }

    /// The wait for a connection that a share of the exchanges did not exceed.
    ///
    /// @param percentile from 0 to 100
    /// @return nanoseconds, or empty if fewer than 10 exchanges lie beyond
    public OptionalDouble acquirePercentileNanos(double percentile) {
        return Percentile.nanos(acquireNanos, percentile);
    }
}
