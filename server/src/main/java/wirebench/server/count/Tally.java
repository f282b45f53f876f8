package wirebench.server.count;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// The counts of one event loop.
///
/// Only the loop adds, so adding is a plain read and an ordered write; any thread may read. What a loop has counted
/// before it hands an answer to the socket is seen by whoever has received that answer.
public final class Tally {
    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

    public Tally() {
        for (Count count : Count.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    private AtomicLong of(Count count) {
        return Objects.requireNonNull(counts.get(count));
    }

    /// Adds `amount`, which may be negative. Confined to the loop.
    public void add(Count count, long amount) {
        AtomicLong sum = of(count);
        sum.setRelease(sum.getPlain() + amount);
    }

    /// The sum of one count over several loops. One loop's share may be negative: a connection is counted where it
    /// is accepted, and its end where it was served.
    public static long sum(List<Tally> tallies, Count count) {
        long sum = 0;
        for (int i = 0; i < tallies.size(); i++) { // by index, because an iterator would be garbage
            sum += tallies.get(i).of(count).getAcquire();
        }
        return sum;
    }
}
