package wirebench.client.pool;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Origin;

/// Finds leases that have not come back for too long, and tells once of each where it was taken. Thread-safe.
final class LeakWatch<C> {
    /// More would say nothing new.
    private static final int MOST_PLACES = 100;

    private final Origin origin;
    private final List<PoolSlot<C>> slots;
    private final long longestNanos;
    private final Queue<String> places = new ConcurrentLinkedQueue<>();

    /// @param longestNanos how long a lease may last, 0 for ever
    LeakWatch(Origin origin, List<PoolSlot<C>> slots, long longestNanos) {
        this.origin = origin;
        this.slots = slots;
        this.longestNanos = longestNanos;
    }

    /// When a lease that is taken now has lasted too long.
    long dueNanos(long nowNanos) {
        return Deadline.after(nowNanos, longestNanos);
    }

    /// Looks at all leases.
    ///
    /// @return when the next one will have lasted too long
    long tend(long nowNanos) {
        long next = Long.MAX_VALUE;
        for (PoolSlot<C> slot : slots) {
            @Nullable LeaseMark mark = slot.mark();
            if (mark != null) {
                long due = dueNanos(mark.sinceNanos());
                if (due > nowNanos) {
                    next = Math.min(next, due);
                } else if (mark.report() && places.size() < MOST_PLACES) {
                    places.add(mark.leaked(origin, nowNanos).report());
                }
            }
        }
        return next;
    }

    List<String> places() {
        return List.copyOf(places);
    }
}
