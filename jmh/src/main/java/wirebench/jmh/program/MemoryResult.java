package wirebench.jmh.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The memory of one JVM before and after it opened connections. Immutable.
///
/// @param cell what was opened
/// @param before without a connection
/// @param after with all of them
record MemoryResult(MemoryCell cell, MemoryReading before, MemoryReading after) {
    private static final List<String> COLUMNS = List.of(
            "client",
            "buffers",
            "connections",
            "state",
            "resident B/connection",
            "heap B/connection",
            "direct B/connection",
            "threads");
    private static final String READINGS = "resident_before,heap_before,direct_before,threads_before,"
            + "resident_after,heap_after,direct_after,threads_after";

    private List<String> row() {
        List<String> row = new ArrayList<>(cell.words());
        row.add(each(before.residentOctets(), after.residentOctets()));
        row.add(each(before.heapOctets(), after.heapOctets()));
        row.add(each(before.directOctets(), after.directOctets()));
        row.add(Long.toString(after.threads() - before.threads()));
        return row;
    }

    private String each(long earlier, long later) {
        return earlier < 0
                ? "not recorded"
                : String.format(Locale.ROOT, "%,d", Math.round((double) (later - earlier) / cell.connections()));
    }

    /// Results as a Markdown table of differences for each connection.
    static String markdown(List<MemoryResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add(line(COLUMNS));
        lines.add(line(COLUMNS.stream().map(_ -> "---").toList()));
        results.forEach(result -> lines.add(line(result.row())));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /// The readings themselves, as comma-separated values with a heading.
    static String csv(List<MemoryResult> results) {
        StringBuilder csv = new StringBuilder("client,buffers,connections,state," + READINGS + "\n");
        results.forEach(result -> csv.append(String.join(
                        ",",
                        Stream.of(result.cell.words(), result.before.words(), result.after.words())
                                .flatMap(List::stream)
                                .toList()))
                .append('\n'));
        return csv.toString();
    }
}
