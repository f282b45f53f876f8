package wirebench.jmh.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys with values of an experiment's file, asked for one by one. Whatever is wrong becomes one line that names
/// file and line. Immutable.
///
/// @param file how errors name it
/// @param what it is, such as `an arm`
record Section(String file, String what, Node.Mapping mapping) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");

    /// A section that has no other keys than these.
    static Section of(String file, String what, Node node, List<String> keys) throws ExperimentException {
        if (!(node instanceof Node.Mapping mapping)) {
            throw error(file, node, what + " has to be keys with values, not " + node.kind());
        }
        Section section = new Section(file, what, mapping);
        for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw error(
                        file,
                        entry.getValue(),
                        what + " has no '" + entry.getKey() + "'; choose from " + String.join(", ", keys));
            }
        }
        return section;
    }

    static ExperimentException error(String file, Node node, String message) {
        return new ExperimentException(file + ":" + node.line() + ": " + message);
    }

    ExperimentException error(String key, String message) {
        return error(file, mapping.entries().getOrDefault(key, mapping), message);
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Node node(String key) throws ExperimentException {
        Node node = mapping.entries().get(key);
        if (node == null) {
            throw error(file, mapping, what + " lacks '" + key + "'");
        }
        return node;
    }

    String text(String key) throws ExperimentException {
        return text(key, node(key));
    }

    private String text(String key, Node node) throws ExperimentException {
        if (node instanceof Node.Text(int _, String text) && !text.isBlank()) {
            return text.strip();
        }
        throw error(file, node, "'" + key + "' has to be a text");
    }

    Optional<String> optionalText(String key) throws ExperimentException {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /// The items of a list; none if the key is missing.
    List<Node> items(String key) throws ExperimentException {
        if (!has(key)) {
            return List.of();
        }
        if (node(key) instanceof Node.Sequence(int _, List<Node> items)) {
            return items;
        }
        throw error(key, "'" + key + "' has to be a list, not " + node(key).kind());
    }

    List<String> texts(String key) throws ExperimentException {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            texts.add(text(key, item));
        }
        return texts;
    }

    /// Keys of any name, with the nodes of their values; none if the key is missing.
    Map<String, Node> entries(String key) throws ExperimentException {
        if (!has(key)) {
            return Map.of();
        }
        if (node(key) instanceof Node.Mapping(int _, Map<String, Node> entries)) {
            return entries;
        }
        throw error(
                key,
                "'" + key + "' has to be keys with values, not " + node(key).kind());
    }

    String choice(String key, Set<String> choices) throws ExperimentException {
        String text = text(key);
        if (!choices.contains(text)) {
            throw error(key, "'" + key + "' is '" + text + "'; choose one of " + String.join(", ", choices));
        }
        return text;
    }

    /// A whole number from 1 on.
    int number(String key, int otherwise) throws ExperimentException {
        if (!has(key)) {
            return otherwise;
        }
        String text = text(key);
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw error(key, "'" + key + "' is '" + text + "'; it has to be a whole number from 1 to 999999");
        }
        return Integer.parseInt(text);
    }

    Optional<Double> ratio(String key) throws ExperimentException {
        if (!has(key)) {
            return Optional.empty();
        }
        String text = text(key);
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?") || Double.parseDouble(text) <= 0) {
            throw error(key, "'" + key + "' is '" + text + "'; a ratio has to be a number above 0");
        }
        return Optional.of(Double.parseDouble(text));
    }

    Duration time(String key, Duration otherwise) throws ExperimentException {
        if (!has(key)) {
            return otherwise;
        }
        String text = text(key);
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw error(key, "'" + key + "' is '" + text + "'; write a time such as 500ms, 2s or 1m");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
