package wirebench.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One case of the wire case documents: what a server sends, and what must come of it.
///
/// The documents explain their own form in `wire-cases.md` beside their directory.
///
/// @param id such as `CL05.03`, unique over all documents
/// @param sentence what the case shows
/// @param prose the reason for the choice made, empty where the RFC leaves none
/// @param wire everything the server sends after the request, a character for each octet
/// @param outcome the lines of the outcome block by key, values in order
record WireCase(String id, String sentence, String prose, String wire, Map<String, List<String>> outcome) {
    private static final Set<String> KEYS = Set.of(
            "method", "end", "limits", "result", "at", "interim", "status", "reason", "field", "body", "trailer",
            "rest", "reuse", "also", "level", "rule");

    WireCase {
        for (String key : outcome.keySet()) {
            require(KEYS.contains(key), id, "no such key: " + key);
        }
        require(Set.of("MUST", "SHOULD", "POLICY").contains(line(outcome, "level")), id, "a level");
        require(Set.of("open", "close").contains(line(outcome, "end")), id, "an end");
        require(Set.of("", "ok", "refused", "incomplete").contains(line(outcome, "also")), id, "another outcome");
        require(line(outcome, "rule").matches("RFC 911[02] section [0-9.]+"), id, "a rule");
        require(
                line(outcome, "level").equals("MUST") || !prose.isEmpty(),
                id,
                "a reason, since the RFC leaves a choice");
    }

    byte[] octets() {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    String method() {
        return line(outcome, "method");
    }

    boolean serverCloses() {
        return line(outcome, "end").equals("close");
    }

    String result() {
        return line(outcome, "result");
    }

    boolean isOk() {
        return result().equals("ok");
    }

    /// The first value of a key, null if the outcome does not say.
    @Nullable
    String value(String key) {
        List<String> values = outcome.get(key);
        return values == null ? null : WireText.latin1(values.getFirst());
    }

    /// All values of a key, none if the outcome does not say.
    List<Field> fields(String key) {
        return outcome.getOrDefault(key, List.of()).stream()
                .map(line -> {
                    String[] parts = line.split(":", 2);
                    return new Field(parts[0], WireText.latin1(parts[1].strip()));
                })
                .toList();
    }

    Limits limits() {
        String text = value("limits");
        Limits limits = Limits.DEFAULT;
        for (String assignment : text == null ? new String[0] : text.split(" ")) {
            String[] parts = assignment.split("=", 2);
            limits = with(limits, parts[0], Integer.parseInt(parts[1]));
        }
        return limits;
    }

    private static Limits with(Limits limits, String component, int value) {
        return switch (component) {
            case "startLineOctets" -> limits.withStartLineOctets(value);
            case "headOctets" -> limits.withHeadOctets(value);
            case "fieldCount" -> limits.withFieldCount(value);
            case "chunkExtensionOctets" -> limits.withChunkExtensionOctets(value);
            case "trailerOctets" -> limits.withTrailers(value, limits.trailerCount());
            case "trailerCount" -> limits.withTrailers(limits.trailerOctets(), value);
            case "bodyOctets" -> limits.withBodyOctets(value);
            case "interimResponses" -> limits.withInterimResponses(value);
            default -> throw new IllegalArgumentException("no such limit: " + component);
        };
    }

    private static String line(Map<String, List<String>> outcome, String key) {
        return outcome.getOrDefault(key, List.of("")).getFirst();
    }

    private static void require(boolean met, String id, String what) {
        if (!met) {
            throw new IllegalArgumentException(id + " lacks or breaks: " + what);
        }
    }

    @Override
    public String toString() {
        return id + ": " + sentence;
    }
}
