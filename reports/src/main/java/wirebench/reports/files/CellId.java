package wirebench.reports.files;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of what was measured: a benchmark method with one value for each of its parameters.
///
/// @param benchmark simple class name and method, such as `KeepAlive.exchange`
/// @param parameters the parameters, sorted by name
public record CellId(String benchmark, SortedMap<String, String> parameters) implements Comparable<CellId> {
    /// Values that have an order which neither the alphabet nor numbers know.
    private static final List<String> IN_ORDER = List.of(
            "plaintext",
            "child",
            "embedded",
            "small",
            "typical",
            "large",
            "whole",
            "segmented",
            "fragmented",
            "wirebench");

    private static final Pattern PACKAGE = Pattern.compile("^.*\\.(?=[^.]+\\.[^.]+$)");

    public CellId {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// From the fully qualified benchmark method, as JMH writes it.
    public static CellId of(String method, Map<String, String> parameters) {
        return new CellId(PACKAGE.matcher(method).replaceFirst(""), new TreeMap<>(parameters));
    }

    /// The value of a parameter, if the cell has it.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// The parameter as a whole number from 1 up, or nothing when it is absent or something else.
    public Optional<Integer> count(String name) {
        return parameter(name).filter(value -> value.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf);
    }

    /// The parameters other than those named.
    public SortedMap<String, String> without(String... names) {
        var others = new TreeMap<>(parameters);
        for (String name : names) {
            others.remove(name);
        }
        return others;
    }

    /// The same with one parameter more.
    public CellId with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new CellId(benchmark, more);
    }

    /// Simple class name of the benchmark.
    public String type() {
        return benchmark.substring(0, benchmark.indexOf('.'));
    }

    /// Parameters as a person would say them: `scenario plaintext, server child`.
    public static String label(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /// By benchmark, then parameter by parameter: known words in their order, numbers by size, the rest by the
    /// alphabet.
    @Override
    public int compareTo(CellId other) {
        return Comparator.comparing(CellId::benchmark)
                .thenComparing(CellId::sortKey)
                .thenComparing(CellId::toString)
                .compare(this, other);
    }

    private String sortKey() {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + sortKey(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String sortKey(String value) {
        if (IN_ORDER.contains(value)) {
            return "0" + (char) IN_ORDER.indexOf(value);
        }
        return value.matches("[0-9]{1,18}") ? "1" + "0".repeat(18 - value.length()) + value : "2" + value;
    }

    /// `KeepAlive.exchange,client=nio,concurrency=64`: the name of its histogram folder and of its rows in
    /// run.json.
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(entry -> "," + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("", benchmark, ""));
    }
}
