package wirebench.reports.files;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One way to do what a run measures: a benchmark with all that is set for it. Immutable.
///
/// @param name unique in the plan; of an experiment small letters, digits, dots and hyphens, of a suite the cell's id
/// @param benchmark the method with its class and package, as JMH names it
/// @param parameters a value for each parameter of the benchmark, also for those that are usual
/// @param jvmArguments beside those that every fork of the benchmark has
public record Arm(String name, String benchmark, SortedMap<String, String> parameters, List<String> jvmArguments) {
    /// Keeps copies.
    public Arm {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        jvmArguments = List.copyOf(jvmArguments);
    }

    /// The same by another name.
    public Arm named(String other) {
        return new Arm(other, benchmark, parameters, jvmArguments);
    }

    /// The cell that it measures.
    public CellId cell() {
        return CellId.of(benchmark, parameters);
    }
}
