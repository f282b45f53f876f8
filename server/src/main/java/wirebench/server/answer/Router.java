package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Octets;

/// Finds the scenario and its numbers in a target, without making a string of it.
///
/// Query keys that the scenario does not know are passed over. Stateless, so one serves all threads.
final class Router {
    private static final byte[] SCHEME = Octets.of("http://");

    /// The scenarios by the octet after the slash, so that a look-up compares two or three of them and not all.
    private static final Scenario[][] BY_SECOND_OCTET = bySecondOctet();

    private static final Scenario[] NONE = {};

    private Router() {}

    /// The first octet of the path in the target from `from` to `to`, or -1 if the target has no path.
    /// Absolute-form is accepted as RFC 9112 §3.2.2 demands; its authority is not looked at.
    static int pathStart(ByteBuffer wire, int from, int to) {
        if (wire.get(from) == '/') {
            return from;
        }
        if (!Octets.startsWith(wire, from, to, SCHEME)) {
            return -1;
        }
        int slash = find('/', wire, from + SCHEME.length, to);
        return slash < to ? slash : -1;
    }

    /// The scenario for the path and query from `from` to `to`, with its numbers put into `arguments`, or null if
    /// there is none by that name.
    static @Nullable Scenario route(ByteBuffer wire, int from, int to, Arguments arguments) {
        int pathEnd = find('?', wire, from, to);
        for (Scenario scenario : candidates(wire, from, pathEnd)) {
            if (matches(scenario, wire, from, pathEnd)) {
                arguments.begin(scenario);
                path(scenario, wire, from + scenario.prefix().length, pathEnd, arguments);
                query(scenario, wire, pathEnd + 1, to, arguments);
                return scenario;
            }
        }
        return null;
    }

    private static Scenario[] candidates(ByteBuffer wire, int from, int pathEnd) {
        int octet = pathEnd - from > 1 ? wire.get(from + 1) : 0;
        return octet < BY_SECOND_OCTET.length ? BY_SECOND_OCTET[octet] : NONE;
    }

    private static boolean matches(Scenario scenario, ByteBuffer wire, int from, int pathEnd) {
        return scenario.numbersInPath() == 0
                ? Octets.equal(wire, from, pathEnd, scenario.prefix())
                : Octets.startsWith(wire, from, pathEnd, scenario.prefix());
    }

    private static void path(Scenario scenario, ByteBuffer wire, int from, int to, Arguments arguments) {
        int count = scenario.numbersInPath();
        int start = from;
        for (int i = 0; i < count; i++) {
            int end = i + 1 < count ? find('x', wire, start, to) : to;
            arguments.set(i, scenario.parameters().get(i).read(wire, start, end));
            start = Math.min(end + 1, to);
        }
    }

    private static void query(Scenario scenario, ByteBuffer wire, int from, int to, Arguments arguments) {
        int start = from;
        while (start < to) {
            int end = find('&', wire, start, to);
            pair(scenario, wire, start, end, arguments);
            start = end + 1;
        }
    }

    private static void pair(Scenario scenario, ByteBuffer wire, int from, int to, Arguments arguments) {
        List<Parameter> parameters = scenario.parameters();
        for (int i = scenario.numbersInPath(); i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (Octets.startsWith(wire, from, to, parameter.key())) {
                arguments.set(i, parameter.read(wire, from + parameter.key().length, to));
            }
        }
    }

    private static int find(char wanted, ByteBuffer wire, int from, int to) {
        int at = from;
        while (at < to && wire.get(at) != wanted) {
            at++;
        }
        return at;
    }

    private static Scenario[][] bySecondOctet() {
        List<List<Scenario>> table = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            table.add(new ArrayList<>());
        }
        for (Scenario scenario : Scenario.values()) {
            byte[] prefix = scenario.prefix();
            table.get(prefix.length > 1 ? prefix[1] : 0).add(scenario);
        }
        return table.stream().map(list -> list.toArray(Scenario[]::new)).toArray(Scenario[][]::new);
    }
}
