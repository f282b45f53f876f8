package wirebench.contract;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Answers each request with the wire of the case that it names, in two parts.
final class WireSplitPeer implements RawPeer.Conversation {
    private static final Pattern NAMED = Pattern.compile("\r\n" + WireSplit.FIELD + ": (\\S+)\r\n");

    /// Mostly enough for the client to have read the first part.
    private static final long BETWEEN_NANOS = 30_000;

    private final Map<String, WireSplit> splits;

    WireSplitPeer(List<WireSplit> splits) {
        this.splits = splits.stream().collect(Collectors.toMap(WireSplit::name, Function.identity()));
    }

    @Override
    public void hold(RawConnection connection) throws IOException {
        Matcher named = NAMED.matcher(connection.hear());
        while (named.find()) {
            WireSplit split = Objects.requireNonNull(splits.get(named.group(1)));
            connection.say(split.first());
            LockSupport.parkNanos(BETWEEN_NANOS);
            connection.say(split.second());
            if (split.wireCase().serverCloses()) {
                connection.finish();
            }
            named = NAMED.matcher(connection.hear());
        }
    }
}
