package wirebench.jmh.experiment;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One way to do what an experiment compares. Immutable.
///
/// @param name small letters, digits, dots and hyphens, so that it can name a folder
/// @param benchmark the method with its class and package, as JMH names it
/// @param parameters a value for each parameter of the benchmark
/// @param jvmArguments beside those that the forks of the benchmark have anyway
public record Arm(String name, String benchmark, SortedMap<String, String> parameters, List<String> jvmArguments) {
    /// Copies what may change.
    public Arm {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        jvmArguments = List.copyOf(jvmArguments);
    }

    /// The same by another name.
    ///
    /// @param other the name
    /// @return the copy
    public Arm named(String other) {
        return new Arm(other, benchmark, parameters, jvmArguments);
    }
}
