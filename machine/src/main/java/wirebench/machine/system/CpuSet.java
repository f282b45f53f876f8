package wirebench.machine.system;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Processors by number, written as the kernel writes them: `0-3,8`. Immutable.
///
/// @param cpus ascending, each once
public record CpuSet(List<Integer> cpus) {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    /// Sorts and copies.
    public CpuSet {
        cpus = cpus.stream().distinct().sorted().toList();
    }

    /// Reads the kernel's notation.
    ///
    /// @param text such as `0-3,8`; empty for none
    /// @return the processors
    /// @throws IllegalArgumentException if it is something else
    public static CpuSet parse(String text) {
        List<Integer> cpus = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : text.strip().split(",", -1)) {
                range(part).forEach(cpus::add);
            }
        }
        return new CpuSet(cpus);
    }

    private static IntStream range(String part) {
        Matcher range = RANGE.matcher(part);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first <= last) {
                return IntStream.rangeClosed(first, last);
            }
        }
        throw new IllegalArgumentException("'" + part + "' is no processor and no range of them, such as 0-3");
    }

    /// Whether all of another set's processors are in this one.
    ///
    /// @param other any
    /// @return true also if the other is empty
    public boolean containsAll(CpuSet other) {
        return cpus.containsAll(other.cpus);
    }

    /// How many there are.
    ///
    /// @return 0 if none
    public int size() {
        return cpus.size();
    }

    /// The kernel's notation, which [#parse] reads.
    ///
    /// @return such as `0-3,8`
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cpus.size(); i++) {
            int first = cpus.get(i);
            while (i + 1 < cpus.size() && cpus.get(i + 1) == cpus.get(i) + 1) {
                i++;
            }
            int last = cpus.get(i);
            text.append(text.isEmpty() ? "" : ",").append(first).append(last == first ? "" : "-" + last);
        }
        return text.toString();
    }
}
