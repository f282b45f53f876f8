package wirebench.jmh.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks that there are, with the values of their parameters: what an experiment can be made of.
/// Immutable.
///
/// A parameter takes the values that the benchmark declares. Where those are numbers, it takes other numbers as
/// well; where they are but examples, `open` says what else it takes.
public final class Benchmarks {
    private final SortedMap<String, BenchmarkListEntry> byName = new TreeMap<>();
    private final Map<String, Values> open;

    /// The values that a parameter takes.
    ///
    /// @param choices in words
    /// @param accepts whether it takes a value
    /// @param all of them; empty if they cannot be listed
    public record Values(String choices, Predicate<String> accepts, List<String> all) {
        /// What takes these values and no other.
        public static Values oneOf(List<String> all) {
            return new Values("one of " + String.join(", ", all), all::contains, all);
        }

        static Values of(List<String> declared) {
            if (isOfNumbers(declared)) {
                return new Values(
                        "a whole number from 1 to 999999999", value -> value.matches("[1-9]\\d{0,8}"), List.of());
            }
            boolean isBoolean = declared.contains("true") || declared.contains("false");
            return oneOf(isBoolean ? List.of("true", "false") : declared);
        }
    }

    private Benchmarks(Iterable<BenchmarkListEntry> entries, Map<String, Values> open) {
        entries.forEach(entry -> byName.put(shortName(entry.getUsername()), entry));
        this.open = Map.copyOf(open);
    }

    /// Those on the class path.
    ///
    /// @param open what else parameters take than they declare, by their names
    /// @return the benchmarks
    public static Benchmarks onClassPath(Map<String, Values> open) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return new Benchmarks(BenchmarkList.defaultList().getAll(silent, List.of()), open);
    }

    /// The names, each of a class, with its method if it has several.
    List<String> names() {
        return byName.keySet().stream().map(this::shortest).distinct().toList();
    }

    /// The whole name of a benchmark, which may be given without its package, and without its method if the class
    /// has only one.
    Optional<String> find(String name) {
        return Stream.concat(
                        Stream.ofNullable(byName.get(name)),
                        byName.values().stream()
                                .filter(entry ->
                                        shortest(shortName(entry.getUsername())).equals(name)))
                .map(BenchmarkListEntry::getUsername)
                .findFirst();
    }

    /// What the parameters of a benchmark take, by their names.
    ///
    /// @param benchmark its whole name
    SortedMap<String, Values> parameters(String benchmark) {
        SortedMap<String, Values> values = new TreeMap<>();
        declared(benchmark).forEach((name, declared) -> {
            Values others = open.get(name);
            List<String> all = List.of(declared);
            values.put(name, others == null || isOfNumbers(all) ? Values.of(all) : others);
        });
        return values;
    }

    /// The value of a parameter that an arm need not name: the only one that the benchmark declares, if it takes it,
    /// or the first of those of a server, since benchmarks have it in a process of its own.
    Optional<String> only(String benchmark, String parameter) {
        String[] values = declared(benchmark).get(parameter);
        return values != null && (values.length == 1 || parameter.equals("server"))
                ? Optional.of(values[0]).filter(accepted(benchmark, parameter))
                : Optional.empty();
    }

    private Predicate<String> accepted(String benchmark, String parameter) {
        return Objects.requireNonNull(parameters(benchmark).get(parameter)).accepts();
    }

    private Map<String, String[]> declared(String benchmark) {
        BenchmarkListEntry entry = byName.get(shortName(benchmark));
        if (entry == null) {
            throw new IllegalArgumentException("there is no benchmark " + benchmark);
        }
        return entry.getParams().orElse(Map.of());
    }

    private static boolean isOfNumbers(List<String> declared) {
        return declared.stream().allMatch(value -> value.matches("\\d+"));
    }

    private String shortest(String name) {
        String type = name.substring(0, name.indexOf('.'));
        long methods = byName.keySet().stream()
                .filter(other -> other.startsWith(type + "."))
                .count();
        return methods == 1 ? type : name;
    }

    private static String shortName(String whole) {
        List<String> parts = new ArrayList<>(Arrays.asList(whole.split("\\.", -1)));
        return String.join(".", parts.subList(parts.size() - 2, parts.size()));
    }
}
