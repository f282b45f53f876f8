package wirebench.cases;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a server sends after a request, and what a client must make of it: one case of the documents.
///
/// The form of the documents is described in `wire-cases.md` beside their folder.
///
/// @param id such as `CL05.03`, unique over all documents
/// @param sentence what the case shows
/// @param prose the reason for the choice made, empty where the RFC leaves none
/// @param wire the octets that the server sends, as characters of ISO 8859-1
/// @param outcome the values of the outcome block by key, in order, escapes resolved
public record WireCase(String id, String sentence, String prose, String wire, Map<String, List<String>> outcome) {
    private static final Set<String> KEYS = Set.of(
            "method", "end", "limits", "result", "at", "interim", "status", "reason", "field", "body", "trailer",
            "rest", "reuse", "also", "level", "rule");

    /// Checks that the case says what every case must.
    ///
    /// @throws IllegalArgumentException if it does not
    public WireCase {
        for (String key : outcome.keySet()) {
            require(KEYS.contains(key), id, "no such key: " + key);
        }
        require(Set.of("MUST", "SHOULD", "POLICY").contains(first(outcome, "level")), id, "a level");
        require(Set.of("open", "close").contains(first(outcome, "end")), id, "an end");
        require(Set.of("", "ok", "refused", "incomplete").contains(first(outcome, "also")), id, "another outcome");
        require(first(outcome, "rule").matches("RFC 911[02] section [0-9.]+"), id, "a rule");
        require(
                first(outcome, "level").equals("MUST") || !prose.isEmpty(),
                id,
                "a reason, since the RFC leaves a choice");
    }

    private static void require(boolean met, String id, String what) {
        if (!met) {
            throw new IllegalArgumentException(id + " lacks or breaks: " + what);
        }
    }

    private static String first(Map<String, List<String>> outcome, String key) {
        return outcome.getOrDefault(key, List.of("")).getFirst();
    }

    /// The octets of the wire.
    public byte[] octets() {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The method of the request.
    public String method() {
        return value("method");
    }

    /// Whether the server closes after the wire; otherwise it stays silent.
    public boolean serverCloses() {
        return value("end").equals("close");
    }

    /// `ok`, `incomplete`, `violation NAME` or `limit NAME`.
    public String result() {
        return value("result");
    }

    /// Whether the response is right, and whole.
    public boolean isOk() {
        return result().equals("ok");
    }

    /// Whether the client can only wait, until a timeout.
    public boolean endsWithTimeout() {
        return result().equals("incomplete") && !serverCloses();
    }

    /// Whether the connection may serve another request. Octets that belong to no request forbid it.
    public boolean leavesConnectionReusable() {
        return value("reuse").equals("yes") && value("rest").isEmpty();
    }

    /// The limits under which the case is run: those given, with the components that the case names changed.
    ///
    /// @throws IllegalArgumentException if the case names a component that there is not
    public <L extends Record> L limits(L usual) {
        Map<String, Integer> changes = new HashMap<>();
        for (String assignment : value("limits").split(" ", 0)) {
            if (!assignment.isEmpty()) {
                String[] parts = assignment.split("=", 2);
                changes.put(parts[0], Integer.valueOf(parts[1]));
            }
        }
        return changes.isEmpty() ? usual : changed(usual, changes);
    }

    private static <L extends Record> L changed(L usual, Map<String, Integer> changes) {
        RecordComponent[] components = usual.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                Integer change = changes.remove(components[i].getName());
                values[i] = change == null ? components[i].getAccessor().invoke(usual) : change;
            }
            if (!changes.isEmpty()) {
                throw new IllegalArgumentException("a wire case sets limits that there are not: " + changes.keySet());
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // the class of an L makes an L
            Constructor<L> constructor = (Constructor<L>) usual.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("limits are a public record", e);
        }
    }

    /// Whether the outcome says anything by a key.
    public boolean says(String key) {
        return outcome.containsKey(key);
    }

    /// The first value of a key, empty if there is none.
    public String value(String key) {
        return first(outcome, key);
    }

    /// All values of a key.
    public List<String> values(String key) {
        return outcome.getOrDefault(key, List.of());
    }

    @Override
    public String toString() {
        return id + ": " + sentence;
    }
}
