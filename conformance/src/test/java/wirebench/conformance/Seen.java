package wirebench.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.Field;

/// What was seen of a peer to which a wire case was put, as its caller sees it. Immutable.
sealed interface Seen {
    /// A response that the peer calls complete.
    ///
    /// @param status the status code
    /// @param fields the fields of the head, in order as far as the peer keeps it
    /// @param body a character for each octet
    /// @param trailers the trailer section, null if the peer does not show it
    /// @param next what became of the exchange after this one
    record Whole(
            int status,
            List<Field> fields,
            String body,
            @Nullable List<Field> trailers,
            Next next) implements Seen {
        Whole with(Next other) {
            return new Whole(status, fields, body, trailers, other);
        }

        /// All values of one name, in order.
        List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .map(Field::value)
                    .toList();
        }
    }

    /// An error: the wire was refused, or ended too early. Not every peer tells which.
    record Failed(String message) implements Seen {}

    /// Neither a response nor an error.
    record Waiting() implements Seen {}

    /// The case was not put to the peer.
    record NotAsked() implements Seen {}

    /// What became of the exchange after a response.
    enum Next {
        /// There was none, or it went to another connection.
        APART,
        /// It was carried out on the same connection.
        SAME_CONNECTION,
        /// It did not get its own response.
        MIXED_UP
    }
}
