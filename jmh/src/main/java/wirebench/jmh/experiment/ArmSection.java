package wirebench.jmh.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.reports.files.Arm;
import wirebench.reports.files.CellId;

/// Reads one arm: what it says itself, and beyond that what the experiment says of all its arms.
///
/// @param whole the experiment
/// @param arm the arm
/// @param benchmarks that there are
record ArmSection(Section whole, Section arm, Benchmarks benchmarks) {
    private static final String NAME = "[a-z0-9][a-z0-9.-]{0,59}";

    static ArmSection of(Section whole, Node item, Benchmarks benchmarks) throws ExperimentException {
        List<String> keys = List.of("name", "benchmark", "parameters", "jvm", "against");
        return new ArmSection(whole, Section.of(whole.file(), "an arm", item, keys), benchmarks);
    }

    /// The arm itself.
    Arm read() throws ExperimentException {
        String name = arm.text("name");
        if (!name.matches(NAME)) {
            throw arm.error(
                    "name",
                    "'" + name + "' cannot name an arm; use small letters, digits, dots and hyphens, at most 60");
        }
        String benchmark = benchmark(whole, arm, benchmarks);
        return new Arm(name, benchmark, parameters(name, benchmark), jvmArguments());
    }

    /// A cell: an arm that is called by what it is.
    Arm readCell() throws ExperimentException {
        String benchmark = benchmark(whole, arm, benchmarks);
        SortedMap<String, String> parameters = parameters(benchmark, benchmark);
        String name = CellId.of(benchmark, parameters).toString();
        return new Arm(name, benchmark, parameters, jvmArguments());
    }

    /// The arm that it is compared with, if it names one.
    ///
    /// @param others all arms of the experiment
    /// @param baseline which is compared with nothing
    Optional<String> against(Set<String> others, String baseline) throws ExperimentException {
        if (!arm.has("against")) {
            return Optional.empty();
        }
        String name = arm.text("name");
        if (name.equals(baseline)) {
            throw arm.error("against", "'" + name + "' is the baseline, which is compared with nothing");
        }
        String other = arm.choice("against", others);
        if (other.equals(baseline)) {
            return Optional.empty();
        }
        if (other.equals(name)) {
            throw arm.error("against", "arm '" + name + "' cannot be compared with itself");
        }
        return Optional.of(other);
    }

    /// The whole name of the benchmark of an arm, which it may have from the file.
    static String benchmark(Section whole, Section arm, Benchmarks benchmarks) throws ExperimentException {
        Section place = arm.has("benchmark") ? arm : whole;
        if (!place.has("benchmark")) {
            String who = arm.has("name") ? "arm '" + arm.text("name") + "'" : "an arm";
            throw arm.error(
                    arm.has("name") ? "name" : "parameters",
                    who + " lacks 'benchmark', and the experiment names none for all arms");
        }
        String wanted = place.text("benchmark");
        return benchmarks
                .find(wanted)
                .orElseThrow(() -> place.error(
                        "benchmark",
                        "there is no benchmark '" + wanted + "'; choose one of "
                                + String.join(", ", benchmarks.names())));
    }

    private SortedMap<String, String> parameters(String name, String benchmark) throws ExperimentException {
        Map<String, Node> given = new LinkedHashMap<>(whole.entries("parameters"));
        given.putAll(arm.entries("parameters"));
        SortedMap<String, Benchmarks.Values> known = benchmarks.parameters(benchmark);
        SortedMap<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, Node> entry : given.entrySet()) {
            parameters.put(entry.getKey(), value(entry.getKey(), entry.getValue(), benchmark, known));
        }
        for (Map.Entry<String, Benchmarks.Values> each : known.entrySet()) {
            if (!parameters.containsKey(each.getKey())) {
                parameters.put(each.getKey(), usual(name, benchmark, each.getKey(), each.getValue()));
            }
        }
        return parameters;
    }

    private String value(String key, Node node, String benchmark, SortedMap<String, Benchmarks.Values> known)
            throws ExperimentException {
        Benchmarks.Values values = known.get(key);
        if (values == null) {
            throw Section.error(
                    whole.file(),
                    node,
                    benchmark + " has no parameter '" + key + "'; it has " + String.join(", ", known.keySet()));
        }
        if (node instanceof Node.Text(int _, String text) && values.accepts().test(text)) {
            return text;
        }
        String found = node instanceof Node.Text(int _, String text) ? "'" + text + "'" : node.kind();
        throw Section.error(
                whole.file(), node, "parameter '" + key + "' is " + found + "; it takes " + values.choices());
    }

    private String usual(String name, String benchmark, String key, Benchmarks.Values values)
            throws ExperimentException {
        return benchmarks
                .only(benchmark, key)
                .orElseThrow(() -> arm.error(
                        "parameters", "arm '" + name + "' does not set '" + key + "'; it takes " + values.choices()));
    }

    private List<String> jvmArguments() throws ExperimentException {
        List<String> arguments = new ArrayList<>();
        for (Section section : List.of(whole, arm)) {
            for (String argument : section.texts("jvm")) {
                if (!JvmArgument.isValid(argument)) {
                    throw section.error("jvm", "'" + argument + "' is no argument of this JVM; " + JvmArgument.CHOICES);
                }
                arguments.add(argument);
            }
        }
        return arguments;
    }
}
