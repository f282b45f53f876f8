package wirebench.jmh.experiment;

import java.util.List;
import java.util.Map;

/// A part of a YAML document that knows in which line it stands. Immutable.
sealed interface Node {
    /// Counted from 1.
    int line();

    /// What it is, in words.
    String kind();

    /// A text, a number or whatever else is written in one piece.
    record Text(int line, String text) implements Node {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /// A list.
    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Keys and their values in the order of the file.
    record Mapping(int line, Map<String, Node> entries) implements Node {
        @Override
        public String kind() {
            return "keys with values";
        }
    }
}
