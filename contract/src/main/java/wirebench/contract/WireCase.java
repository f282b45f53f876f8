package wirebench.contract;

import java.util.List;
import java.util.Map;
import wirebench.protocol.Limits;

/// What a server sends after a request, and what a client must make of it: one case of the documents in `cases/`.
///
/// The form of the documents is described in `wire-cases.md` beside that directory.
///
/// @param id such as `CL02`, unique over all documents
/// @param sentence what the case shows
/// @param wire the octets that the server sends, as characters of ISO 8859-1
/// @param outcome the values of the outcome block by key, in order, escapes resolved
public record WireCase(String id, String sentence, String wire, Map<String, List<String>> outcome) {
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

    /// Whether the client can only wait, until a timeout.
    boolean endsWithTimeout() {
        return result().equals("incomplete") && !serverCloses();
    }

    /// Whether the connection may serve another request. Octets that belong to no request forbid it.
    public boolean leavesConnectionReusable() {
        return value("reuse").equals("yes") && value("rest").isEmpty();
    }

    /// The limits under which the case is run.
    public Limits limits() {
        Limits limits = Limits.DEFAULT;
        for (String assignment : value("limits").split(" ", 0)) {
            if (!assignment.isEmpty()) {
                int equals = assignment.indexOf('=');
                int number = Integer.parseInt(assignment.substring(equals + 1));
                limits = changed(limits, assignment.substring(0, equals), number);
            }
        }
        return limits;
    }

    /// Whether the outcome says anything by a key.
    public boolean says(String key) {
        return outcome.containsKey(key);
    }

    /// The first value of a key, empty if there is none.
    public String value(String key) {
        return values(key).stream().findFirst().orElse("");
    }

    /// All values of a key.
    public List<String> values(String key) {
        return outcome.getOrDefault(key, List.of());
    }

    @Override
    public String toString() {
        return id + ": " + sentence;
    }

    private static Limits changed(Limits limits, String component, int value) {
        return switch (component) {
            case "startLineOctets" -> limits.withStartLineOctets(value);
            case "headOctets" -> limits.withHeadOctets(value);
            case "fieldCount" -> limits.withFieldCount(value);
            case "chunkExtensionOctets" -> limits.withChunkExtensionOctets(value);
            case "trailerOctets" -> limits.withTrailers(value, limits.trailerCount());
            case "trailerCount" -> limits.withTrailers(limits.trailerOctets(), value);
            case "bodyOctets" -> limits.withBodyOctets(value);
            case "interimResponses" -> limits.withInterimResponses(value);
            default -> throw new IllegalArgumentException("a wire case sets a limit that there is not: " + component);
        };
    }
}
