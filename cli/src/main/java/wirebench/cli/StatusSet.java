package wirebench.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JsonGenerator;

/// Status codes as a user names them: `2xx`, `404`, or several such as `2xx,304`. Immutable.
///
/// @param names codes, and classes as their first digit and `xx`
record StatusSet(List<String> names) {
    private static final Pattern NAME = Pattern.compile("[1-9](xx|\\d\\d)");
    private static final int CLASS = 100;

    /// Copies the list.
    StatusSet {
        names = List.copyOf(names);
    }

    /// Reads names.
    ///
    /// @throws TypeConversionException if one is none
    static StatusSet parse(String text) {
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new TypeConversionException(
                    "'" + TerminalText.of(text) + "' are no statuses; write a class or a code, such as 2xx or 2xx,304");
        }
        return new StatusSet(names);
    }

    /// The class of a code.
    static StatusSet classOf(int status) {
        return new StatusSet(List.of(className(status)));
    }

    /// The name of a code's class, such as `2xx`.
    static String className(int status) {
        return status / CLASS + "xx";
    }

    /// Counts by code as counts by class.
    static SortedMap<String, Long> byClass(SortedMap<Integer, Long> statuses) {
        SortedMap<String, Long> classes = new TreeMap<>();
        statuses.forEach((status, count) -> classes.merge(className(status), count, Long::sum));
        return classes;
    }

    /// Writes counts by code as two objects, by code and by class.
    static void write(JsonGenerator json, SortedMap<Integer, Long> statuses) {
        json.writeObjectPropertyStart("statuses");
        statuses.forEach((status, count) -> json.writeNumberProperty(String.valueOf(status), count));
        json.writeEndObject();
        json.writeObjectPropertyStart("statusClasses");
        byClass(statuses).forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    /// Whether a code is one of them.
    boolean contains(int status) {
        return names.contains(className(status)) || names.contains(String.valueOf(status));
    }

    /// How many responses had one of them.
    ///
    /// @param statuses counts by code
    long count(SortedMap<Integer, Long> statuses) {
        return statuses.entrySet().stream()
                .filter(each -> contains(each.getKey()))
                .mapToLong(each -> each.getValue())
                .sum();
    }

    /// The names as they are written.
    String text() {
        return String.join(",", names);
    }

    /// Reads statuses for picocli.
    static final class Converter implements ITypeConverter<StatusSet> {
        @Override
        public StatusSet convert(String text) {
            return parse(text);
        }
    }
}
