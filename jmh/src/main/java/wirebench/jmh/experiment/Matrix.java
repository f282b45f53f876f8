package wirebench.jmh.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The arms that one item of a file stands for: itself, or with a `matrix` one for each combination of its values, the
/// first parameter changing slowest. In texts of the item `{client}` becomes the value of that parameter.
///
/// @param whole the file
/// @param item one of its arms
/// @param benchmarks that there are
record Matrix(Section whole, Node item, Benchmarks benchmarks) {
    private static final String KEY = "matrix";
    private static final String PARAMETERS = "parameters";
    private static final String ALL = "all";
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /// All arms of a file.
    static List<Node> arms(Section whole, Benchmarks benchmarks) throws ExperimentException {
        List<Node> arms = new ArrayList<>();
        for (Node item : whole.items("arms")) {
            arms.addAll(new Matrix(whole, item, benchmarks).arms());
        }
        return arms;
    }

    private List<Node> arms() throws ExperimentException {
        if (!(item instanceof Node.Mapping mapping) || !mapping.entries().containsKey(KEY)) {
            return List.of(item);
        }
        Section arm = new Section(whole.file(), "an arm", mapping);
        Map<String, Node> axes = arm.entries(KEY);
        if (axes.isEmpty()) {
            throw arm.error(KEY, "'" + KEY + "' names no parameter");
        }
        List<Map<String, Node>> combinations = List.of(Map.of());
        for (Map.Entry<String, Node> axis : axes.entrySet()) {
            combinations = combined(combinations, axis.getKey(), values(arm, axis.getKey(), axis.getValue()));
        }
        List<Node> arms = new ArrayList<>();
        for (Map<String, Node> combination : combinations) {
            arms.add(arm(arm, combination));
        }
        return arms;
    }

    private static List<Map<String, Node>> combined(
            List<Map<String, Node>> before, String parameter, List<Node> values) {
        List<Map<String, Node>> combinations = new ArrayList<>();
        for (Map<String, Node> each : before) {
            for (Node value : values) {
                Map<String, Node> more = new LinkedHashMap<>(each);
                more.put(parameter, value);
                combinations.add(more);
            }
        }
        return combinations;
    }

    private List<Node> values(Section arm, String parameter, Node axis) throws ExperimentException {
        if (arm.entries(PARAMETERS).containsKey(parameter)) {
            throw Section.error(
                    whole.file(), axis, "'" + parameter + "' is in 'parameters' and in 'matrix'; leave out one");
        }
        return switch (axis) {
            case Node.Sequence(int _, List<Node> items) when !items.isEmpty() -> items;
            case Node.Text(int line, String text) when text.equals(ALL) -> all(arm, parameter, line);
            default ->
                throw Section.error(
                        whole.file(),
                        axis,
                        "'" + parameter + "' in a matrix has to be a list of values, or all of them: all");
        };
    }

    private List<Node> all(Section arm, String parameter, int line) throws ExperimentException {
        String benchmark = ArmSection.benchmark(whole, arm, benchmarks);
        Benchmarks.Values values = benchmarks.parameters(benchmark).get(parameter);
        if (values == null || values.all().isEmpty()) {
            throw new ExperimentException(whole.file() + ":" + line + ": what all values of '" + parameter
                    + "' are is not known of " + benchmark + "; list them");
        }
        return values.all().stream()
                .<Node>map(value -> new Node.Text(line, value))
                .toList();
    }

    private Node arm(Section arm, Map<String, Node> combination) throws ExperimentException {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : arm.mapping().entries().entrySet()) {
            if (!entry.getKey().equals(KEY)) {
                entries.put(entry.getKey(), filled(entry.getValue(), combination));
            }
        }
        Map<String, Node> parameters = new LinkedHashMap<>(arm.entries(PARAMETERS));
        parameters.putAll(combination);
        entries.put(PARAMETERS, new Node.Mapping(item.line(), parameters));
        return new Node.Mapping(item.line(), entries);
    }

    private Node filled(Node node, Map<String, Node> combination) throws ExperimentException {
        if (!(node instanceof Node.Text(int line, String text))) {
            return node;
        }
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            if (!(combination.get(place.group(1)) instanceof Node.Text(int _, String value))) {
                throw Section.error(
                        whole.file(),
                        node,
                        "'{" + place.group(1) + "}' is no parameter of the matrix, which has "
                                + combination.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return new Node.Text(line, place.appendTail(filled).toString());
    }
}
