package wirebench.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the wire case documents, a line at a time.
final class WireCases {
    private static final Path DIRECTORY = Path.of("../contract/src/main/resources/wirebench/contract/cases");
    private static final List<WireCase> ALL = read();

    private enum Part {
        PREAMBLE,
        PROSE,
        WIRE,
        OUTCOME
    }

    private final List<WireCase> cases = new ArrayList<>();
    private Part part = Part.PREAMBLE;
    private String heading = "";
    private StringBuilder prose = new StringBuilder();
    private StringBuilder wire = new StringBuilder();
    private Map<String, List<String>> outcome = new LinkedHashMap<>();

    private WireCases() {}

    static List<WireCase> all() {
        return ALL;
    }

    private static List<WireCase> read() {
        WireCases reader = new WireCases();
        try (Stream<Path> documents = Files.list(DIRECTORY)) {
            for (Path document : documents.sorted().toList()) {
                reader.part = Part.PREAMBLE;
                Files.readAllLines(document).forEach(reader::line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.checked();
    }

    private List<WireCase> checked() {
        Set<String> ids = new HashSet<>();
        for (WireCase read : cases) {
            if (!ids.add(read.id())) {
                throw new IllegalArgumentException("two cases are called " + read.id());
            }
        }
        return List.copyOf(cases);
    }

    private void line(String line) {
        part = switch (part) {
            case PREAMBLE -> line.startsWith("## ") ? heading(line) : Part.PREAMBLE;
            case PROSE -> prose(line);
            case WIRE -> line.equals("```") ? Part.PROSE : wire(line);
            case OUTCOME -> line.equals("```") ? complete() : outcome(line);
        };
    }

    private Part heading(String line) {
        heading = line.substring("## ".length());
        prose = new StringBuilder();
        wire = new StringBuilder();
        outcome = new LinkedHashMap<>();
        return Part.PROSE;
    }

    private Part prose(String line) {
        return switch (line) {
            case "```wire" -> Part.WIRE;
            case "```outcome" -> Part.OUTCOME;
            default -> {
                prose.append(line).append('\n');
                yield Part.PROSE;
            }
        };
    }

    /// Line breaks are for the reader. White space at either end of a line would be at an editor's mercy.
    private Part wire(String line) {
        if (!line.equals(line.strip())) {
            throw new IllegalArgumentException(heading + " has a line with white space around it: write \\x20 or \\t");
        }
        wire.append(line);
        return Part.WIRE;
    }

    private Part outcome(String line) {
        String[] parts = line.split(":", 2);
        outcome.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1].strip());
        return Part.OUTCOME;
    }

    private Part complete() {
        String[] parts = heading.split(": ", 2);
        cases.add(
                new WireCase(parts[0], parts[1], prose.toString().strip(), WireText.latin1(wire.toString()), outcome));
        return Part.PREAMBLE;
    }
}
