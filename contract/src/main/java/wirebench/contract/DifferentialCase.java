package wirebench.contract;

import java.util.function.UnaryOperator;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Fields;

/// One exchange that is carried out by several clients, whose outcomes are compared. Immutable.
///
/// @param name what is peculiar about it
/// @param method the request's method
/// @param target where the request goes, on the server or on a peer that says `answer`
/// @param fields the request's fields
/// @param body the request's body
/// @param answer what is answered
/// @param config how the client's configuration differs from the default
public record DifferentialCase(
        String name,
        String method,
        String target,
        Fields fields,
        RequestBody body,
        Answer answer,
        UnaryOperator<ClientConfig> config) {

    /// Where the answer comes from.
    public sealed interface Answer {
        /// From the loopback server, which decides by the target.
        record OfServer() implements Answer {}

        /// From a raw peer.
        ///
        /// @param octets what it writes after the request, as characters of ISO 8859-1
        /// @param end what it does then
        record OfPeer(String octets, End end) implements Answer {}
    }

    /// What a raw peer does after its answer.
    public enum End {
        /// It stays silent.
        OPEN,
        /// It ends its side.
        CLOSE,
        /// It resets the connection.
        RESET
    }

    static DifferentialCase server(String method, String target) {
        return new DifferentialCase(
                method + " " + target,
                method,
                target,
                Fields.NONE,
                RequestBody.none(),
                new Answer.OfServer(),
                UnaryOperator.identity());
    }

    static DifferentialCase peer(String name, String octets, End end) {
        return new DifferentialCase(
                name,
                "GET",
                "/",
                Fields.NONE,
                RequestBody.none(),
                new Answer.OfPeer(octets, end),
                UnaryOperator.identity());
    }

    DifferentialCase withMethod(String other) {
        return new DifferentialCase(name, other, target, fields, body, answer, config);
    }

    DifferentialCase withFields(String... namesAndValues) {
        return new DifferentialCase(
                name + " with fields", method, target, Fields.of(namesAndValues), body, answer, config);
    }

    DifferentialCase withBody(String kind, RequestBody other) {
        return new DifferentialCase(name + " with a body " + kind, method, target, fields, other, answer, config);
    }

    DifferentialCase withConfig(String change, UnaryOperator<ClientConfig> other) {
        String changed = (name + " " + change).strip();
        return new DifferentialCase(changed, method, target, fields, body, answer, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
