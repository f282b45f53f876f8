package wirebench.contract;

import java.util.List;
import wirebench.client.Phase;
import wirebench.protocol.Field;

/// What became of one exchange, in values that any two clients must agree on. Immutable.
public sealed interface Outcome {
    /// A whole response.
    ///
    /// @param statusLine such as `1.1 200 OK`
    /// @param interims the status codes of the interim responses, in order
    /// @param fields the fields of the head, without Date, which differs from second to second
    /// @param body how many octets it has, and their SHA-256
    /// @param trailers the trailer section
    record Received(String statusLine, List<Integer> interims, List<Field> fields, String body, List<Field> trailers)
            implements Outcome {}

    /// A failure or a violation.
    ///
    /// @param kind as `ExchangeException#kind` says it
    /// @param detail which rule was broken or which limit reached, and where; empty for everything else
    /// @param phase how far the exchange had come, or which timeout fired
    /// @param requestWritten whether any octet of the request may have reached the peer
    /// @param status the status that the handler had been told, 0 if none
    record Failed(String kind, String detail, Phase phase, boolean requestWritten, int status) implements Outcome {}
}
