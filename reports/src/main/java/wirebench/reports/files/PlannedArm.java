package wirebench.reports.files;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One of the things that an experiment compares: a benchmark with all that is set for it. Immutable.
///
/// @param name unique in the plan
/// @param benchmark the method that JMH runs, with its package
/// @param parameters all of them, also those that are usual
/// @param jvmArguments beside those that every fork has
public record PlannedArm(
        String name, String benchmark, SortedMap<String, String> parameters, List<String> jvmArguments) {
    /// Keeps copies.
    public PlannedArm {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        jvmArguments = List.copyOf(jvmArguments);
    }
}
