package wirebench.contract;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import wirebench.cases.WireCase;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// A wire case whose wire comes in two parts.
///
/// @param wireCase the case
/// @param at octets of the first part
record WireSplit(WireCase wireCase, int at) {
    /// The field by which a request says which split it asks for.
    static final String FIELD = "X-Split";

    static Stream<WireSplit> everyOf(WireCase wireCase) {
        return IntStream.range(1, wireCase.wire().length()).mapToObj(at -> new WireSplit(wireCase, at));
    }

    String name() {
        return wireCase.id() + "@" + at;
    }

    /// The request that asks for it. Octets that follow a response must not meet the next request on its connection.
    HttpRequest request(String url) {
        Fields fields = Fields.of(FIELD, name());
        boolean surplus = !wireCase.value("rest").isEmpty();
        return HttpRequest.of(
                wireCase.method(),
                Url.parse(url),
                surplus ? fields.with("Connection", "close") : fields,
                RequestBody.none());
    }

    String first() {
        return wireCase.wire().substring(0, at);
    }

    String second() {
        return wireCase.wire().substring(at);
    }
}
