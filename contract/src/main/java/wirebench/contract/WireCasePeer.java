package wirebench.contract;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wirebench.cases.WireCase;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// Answers each request with the wire of the case that it names, but only when all requests have come: so each has
/// a connection of its own, and what becomes of the connection is due to its case alone.
final class WireCasePeer implements RawPeer.Conversation {
    private static final String FIELD = "X-Case";
    private static final Pattern NAMED = Pattern.compile("\r\n" + FIELD + ": (\\S+)\r\n");

    private final Map<String, WireCase> cases;
    private final int pieceOctets;
    private final AtomicInteger missing;
    private final Latch allThere = new Latch();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /// @param pieceOctets how many octets of a wire are written at a time
    WireCasePeer(List<WireCase> cases, int pieceOctets) {
        this.pieceOctets = pieceOctets;
        this.cases = cases.stream().collect(Collectors.toMap(WireCase::id, Function.identity()));
        missing = new AtomicInteger(cases.size());
    }

    /// The request that asks for a case.
    static HttpRequest request(WireCase wireCase, String url) {
        return HttpRequest.of(wireCase.method(), Url.parse(url), Fields.of(FIELD, wireCase.id()), RequestBody.none());
    }

    /// Whether the client has ended the connection of a case.
    boolean ended(WireCase wireCase) {
        return ended.contains(wireCase.id());
    }

    @Override
    public void hold(RawConnection connection) throws IOException {
        Matcher named = NAMED.matcher(connection.hear());
        if (!named.find()) {
            throw new IllegalStateException("a request that names no case");
        }
        WireCase wireCase = Objects.requireNonNull(cases.get(named.group(1)));
        if (missing.decrementAndGet() == 0) {
            allThere.open();
        }
        allThere.await();
        try {
            say(wireCase, connection);
        } finally {
            connection.awaitEnd();
            ended.add(wireCase.id());
        }
    }

    private void say(WireCase wireCase, RawConnection connection) throws IOException {
        connection.say(wireCase.wire(), pieceOctets);
        if (wireCase.serverCloses()) {
            connection.finish();
        }
    }
}
