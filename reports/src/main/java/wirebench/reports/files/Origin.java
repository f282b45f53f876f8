package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The origin that all forks of one run have in common: the run, the code, the JVM and the machine. Forks of which
/// these differ are never in one table. Immutable.
///
/// @param run drawn when the run begins, so that no two runs have the same
/// @param facts in words, by what they tell of: the jar, the JDK, the processor, the machine
/// @param commit that the working directory was at; two jars with one hash are the same code whatever it says
public record Origin(
        String run, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> facts, Optional<String> commit) {
    private static final String UNKNOWN = "unknown";

    /// Keeps a copy.
    public Origin {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// What differs from another origin, as a clause; empty if they are one.
    ///
    /// @param other such as that of a fork, or of the program that is to go on with the run
    public Optional<String> difference(Origin other) {
        if (!run.equals(other.run)) {
            return Optional.of("the run was " + run + " and is " + other.run);
        }
        var names = new LinkedHashMap<>(facts);
        names.putAll(other.facts);
        return names.keySet().stream()
                .filter(name -> !Objects.equals(facts.get(name), other.facts.get(name)))
                .map(name -> name + " was " + fact(name) + " and is " + other.fact(name))
                .findFirst();
    }

    private String fact(String name) {
        return facts.getOrDefault(name, UNKNOWN);
    }
}
