package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.server.config.Scenario;
import wirebench.server.http.Digits;
import wirebench.server.http.Octets;

/// Finds the scenario and its numbers in a target, without making a string of it.
///
/// Query keys that no scenario knows are passed over. Stateless, so one serves all threads.
final class Router {
    private static final byte[] SCHEME = Octets.of("http://");
    private static final byte[] OCTETS = Octets.of("octets=");
    private static final byte[] MILLIS = Octets.of("millis=");
    private static final byte[] AFTER = Octets.of("after=");
    private static final byte[] PERCENT = Octets.of("percent=");
    private static final byte[] SEED = Octets.of("seed=");
    private static final byte[] LIMIT = Octets.of("limit=");
    private static final byte[] IN = Octets.of("in=");
    private static final byte[] HEAD = Octets.of("head");
    private static final byte[] BODY = Octets.of("body");
    private static final byte[] TRAILERS = Octets.of("trailers=");

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
                arguments.clear(scenario);
                pathNumbers(scenario, wire, from + scenario.prefix().length, pathEnd, arguments);
                query(wire, pathEnd + 1, to, arguments);
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
        return switch (scenario.shape()) {
            case EXACT -> Octets.equal(wire, from, pathEnd, scenario.prefix());
            case NUMBER, GRID -> Octets.startsWith(wire, from, pathEnd, scenario.prefix());
        };
    }

    private static void pathNumbers(Scenario scenario, ByteBuffer wire, int from, int to, Arguments arguments) {
        switch (scenario.shape()) {
            case EXACT -> {}
            case NUMBER -> arguments.path(Digits.decimal(wire, from, to), 0);
            case GRID -> {
                int by = find('x', wire, from, to);
                arguments.path(Digits.decimal(wire, from, by), Digits.decimal(wire, Math.min(by + 1, to), to));
            }
        }
    }

    private static void query(ByteBuffer wire, int from, int to, Arguments arguments) {
        int start = from;
        while (start < to) {
            int end = find('&', wire, start, to);
            parameter(wire, start, end, arguments);
            start = end + 1;
        }
    }

    private static void parameter(ByteBuffer wire, int from, int to, Arguments arguments) {
        if (Octets.startsWith(wire, from, to, OCTETS)) {
            arguments.octets(Digits.decimal(wire, from + OCTETS.length, to));
        } else if (Octets.startsWith(wire, from, to, MILLIS)) {
            arguments.millis(Digits.decimal(wire, from + MILLIS.length, to));
        } else if (Octets.startsWith(wire, from, to, AFTER)) {
            arguments.after(Digits.decimal(wire, from + AFTER.length, to));
        } else if (Octets.startsWith(wire, from, to, PERCENT)) {
            arguments.percent(Digits.decimal(wire, from + PERCENT.length, to));
        } else if (Octets.startsWith(wire, from, to, SEED)) {
            arguments.seed(Digits.decimal(wire, from + SEED.length, to));
        } else if (Octets.startsWith(wire, from, to, LIMIT)) {
            arguments.limit(Digits.decimal(wire, from + LIMIT.length, to));
        } else if (Octets.startsWith(wire, from, to, IN)) {
            arguments.dripped(part(wire, from + IN.length, to));
        } else if (Octets.startsWith(wire, from, to, TRAILERS)) {
            arguments.trailers(Digits.decimal(wire, from + TRAILERS.length, to));
        }
    }

    private static DripAnswer.@Nullable Part part(ByteBuffer wire, int from, int to) {
        if (Octets.equal(wire, from, to, HEAD)) {
            return DripAnswer.Part.HEAD;
        }
        return Octets.equal(wire, from, to, BODY) ? DripAnswer.Part.BODY : null;
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
