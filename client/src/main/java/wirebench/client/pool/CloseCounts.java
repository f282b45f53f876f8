package wirebench.client.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wirebench.client.CloseReason;

/// How many connections were closed, by reason. Thread-safe.
public final class CloseCounts {
    private final Map<CloseReason, Long> counts = new ConcurrentHashMap<>();

    /// Zero for each reason.
    public CloseCounts() {}

    /// Counts a connection that was closed.
    ///
    /// @param reason why
    public void closed(CloseReason reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /// Those so far.
    ///
    /// @return by reason; those without any are left out
    public Map<CloseReason, Long> counts() {
        return Map.copyOf(counts);
    }
}
