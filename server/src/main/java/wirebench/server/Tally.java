package wirebench.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// The counts of one event loop.
///
/// Only the loop adds, so adding is a plain read and an ordered write; any thread may read. What a loop has counted
/// before it hands an answer to the socket is seen by whoever has received that answer.
final class Tally {
    private static final Count[] ALL = Count.values();

    private final AtomicLongArray counts = new AtomicLongArray(ALL.length);

    /// Adds `amount`, which may be negative. Confined to the loop.
    void add(Count count, long amount) {
        int index = count.ordinal();
        counts.setRelease(index, counts.getPlain(index) + amount);
    }

    /// The sum of one count over several loops. One loop's share may be negative: a connection is counted where it is
    /// accepted, and its end where it was served.
    static long sum(List<Tally> tallies, Count count) {
        long sum = 0;
        for (int i = 0; i < tallies.size(); i++) { // by index, because an iterator would be garbage
            sum += tallies.get(i).counts.getAcquire(count.ordinal());
        }
        return sum;
    }
}
