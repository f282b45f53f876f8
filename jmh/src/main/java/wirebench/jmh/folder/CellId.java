package wirebench.jmh.folder;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;

/// What is measured: a benchmark method with one value for each of its parameters. Immutable.
///
/// @param benchmark the method with its class and package, as JMH names it
/// @param parameters by name
public record CellId(String benchmark, SortedMap<String, String> parameters) {
    public CellId {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// The cell of a benchmark method with these parameters.
    public static CellId of(Class<?> type, String method, Map<String, String> parameters) {
        return new CellId(type.getName() + "." + method, new TreeMap<>(parameters));
    }

    /// The cell that this fork runs.
    public static CellId of(BenchmarkParams running) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String name : running.getParamsKeys()) {
            parameters.put(name, running.getParam(name));
        }
        return new CellId(running.getBenchmark(), parameters);
    }

    /// Simple class name and method, such as `KeepAlive.exchange`.
    public String method() {
        int dot = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', dot - 1) + 1);
    }

    /// Simple class name.
    public String type() {
        String method = method();
        return method.substring(0, method.indexOf('.'));
    }

    /// `KeepAlive.exchange,client=nio,concurrency=64`: the name of a folder, and of rows in `run.json`.
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(entry -> "," + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("", method(), ""));
    }
}
