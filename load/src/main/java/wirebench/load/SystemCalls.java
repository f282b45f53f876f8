package wirebench.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The system calls that this process made while so many exchanges were carried out. Immutable.
///
/// @param exchanges that ended well
/// @param counts how often each was called, by its name
public record SystemCalls(long exchanges, SortedMap<String, Long> counts) {
    private static final int CALLS = 3; // % time, seconds, usecs/call, calls, perhaps errors, and the name
    private static final int LEAST_COLUMNS = 5;

    /// Copies what could change.
    public SystemCalls {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /// Reads the table that `strace -c` prints. Lines that are no rows of it are passed over.
    ///
    /// @param exchanges carried out meanwhile
    /// @param table its lines
    /// @return what it says
    static SystemCalls parse(long exchanges, List<String> table) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (String line : table) {
            String[] columns = line.strip().split("\\s+", -1);
            String name = columns[columns.length - 1];
            if (columns.length >= LEAST_COLUMNS && columns[CALLS].matches("\\d{1,18}") && !name.equals("total")) {
                counts.merge(name, Long.valueOf(columns[CALLS]), Long::sum);
            }
        }
        return new SystemCalls(exchanges, counts);
    }

    /// All of them together, for an exchange.
    ///
    /// @return not a number if there were no exchanges
    public double perExchange() {
        return (double) counts.values().stream().mapToLong(Long::longValue).sum() / exchanges;
    }

    /// Those that were called most.
    ///
    /// @param most how many at most
    /// @return the calls for an exchange by name, the most frequent first
    public List<Map.Entry<String, Double>> frequent(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(entry -> Map.entry(entry.getKey(), (double) entry.getValue() / exchanges))
                .toList();
    }
}
