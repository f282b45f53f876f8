package wirebench.jmh.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads a YAML document into nodes that know their lines. Not thread-safe; serves one document.
final class YamlTree {
    private final String file;
    private final YAMLParser parser;

    private YamlTree(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// Reads it.
    ///
    /// @param file how errors name it
    /// @throws ExperimentException if it is not one document of YAML, or names a key twice
    static Node read(String file, String text) throws ExperimentException {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            YamlTree tree = new YamlTree(file, parser);
            if (parser.nextToken() == null) {
                throw new ExperimentException(file + ":1: is empty; it has to be an experiment");
            }
            Node whole = tree.node();
            if (parser.nextToken() != null) {
                throw new ExperimentException(
                        file + ":" + tree.line() + ": a second document begins here; a file holds one");
            }
            return whole;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String reason = e.getOriginalMessage().lines().findFirst().orElse("nothing can be made of it");
            throw new ExperimentException(file + ":" + line + ": is not YAML: " + reason, e);
        }
    }

    private Node node() throws ExperimentException {
        if (parser.isCurrentAlias()) {
            throw new ExperimentException(
                    file + ":" + line() + ": an alias is not understood here; write out what it" + " stands for");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            default -> new Node.Text(line(), String.valueOf(parser.getString()));
        };
    }

    private Node mapping() throws ExperimentException {
        int begin = line();
        LinkedHashMap<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = line();
            boolean again = entries.containsKey(key);
            parser.nextToken();
            entries.put(key, node());
            if (again) {
                throw new ExperimentException(file + ":" + line + ": '" + key + "' is there twice");
            }
        }
        return new Node.Mapping(begin, entries);
    }

    private Node sequence() throws ExperimentException {
        int begin = line();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Sequence(begin, List.copyOf(items));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
