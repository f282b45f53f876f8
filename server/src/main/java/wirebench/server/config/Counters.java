package wirebench.server.config;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wirebench.server.count.Count;
import wirebench.server.count.Tally;

/// What the server counted up to one moment, so that a client can reconcile its own figures with it.
///
/// Requests for `/counters` are left out, with their octets both ways. A connection whose first request is one is
/// an observer's and taken out of the counts, its handshake too, at that request; it is counted (again) from the
/// moment it asks for anything else. All other connections count from the moment they are accepted, whether they ask
/// for anything or not.
///
/// An answer is counted, octets and all, before its last octet is handed to the socket. So a client that has read
/// its answers to the end finds exactly those in the counters it asks for next. While exchanges are under way the
/// figures are of moments close together, not of one moment. Immutable.
///
/// @param connections connections accepted
/// @param openConnections connections of these that are not closed yet; a close by the client takes a moment to
///     arrive
/// @param exchanges answers produced to the end, whatever their status
/// @param octetsIn octets of requests, as far as they were read as such: not what followed a refused request
/// @param octetsOut octets of answers (interim ones and those of faults too); when a connection ends, what the
///     socket had not taken is subtracted
/// @param refused exchanges of these that ended in a refusal (400, 413, 414, 417, 431, 501, 505) and a close; and
///     echoes cut short, not contained in `exchanges`, because the request's body turned out to be broken
/// @param faults exchanges broken on purpose, not contained in `exchanges`; and connections, by a
///     [ConnectionFault]
/// @param acceptPauses how often accepting was suspended because of a limit on connections or descriptors
/// @param handshakes TLS handshakes completed, resumed ones among them
/// @param resumedHandshakes handshakes of these that resumed a session of an earlier connection
/// @param failedHandshakes TLS handshakes that the client began and that did not complete, or not in time
/// @param unannouncedEnds connections over TLS that the client ended without a close_notify (RFC 8446 §6.1)
/// @param capacityPeak the most requests for `/capacity` that were in service at one time; in a difference, by how
///     much that rose
/// @param overCapacity exchanges of those in `exchanges` that `/capacity` answered 503
public record Counters(
        long connections,
        long openConnections,
        long exchanges,
        long octetsIn,
        long octetsOut,
        long refused,
        long faults,
        long acceptPauses,
        long handshakes,
        long resumedHandshakes,
        long failedHandshakes,
        long unannouncedEnds,
        long capacityPeak,
        long overCapacity) {

    /// Nothing counted.
    public static final Counters NONE = of(_ -> 0);

    private static final Pattern OBJECT =
            Pattern.compile("\\s*\\{((?:\\s*\"[A-Za-z]+\"\\s*:\\s*-?\\d{1,18}\\s*,?)*)}\\s*");
    private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z]+)\"\\s*:\\s*(-?\\d{1,18})");

    /// The sums over all loops.
    public static Counters of(List<Tally> tallies) {
        return of(count -> Tally.sum(tallies, count));
    }

    private static Counters of(ToLongFunction<Count> figure) {
        return new Counters(
                figure.applyAsLong(Count.CONNECTIONS),
                figure.applyAsLong(Count.OPEN_CONNECTIONS),
                figure.applyAsLong(Count.EXCHANGES),
                figure.applyAsLong(Count.OCTETS_IN),
                figure.applyAsLong(Count.OCTETS_OUT),
                figure.applyAsLong(Count.REFUSED),
                figure.applyAsLong(Count.FAULTS),
                figure.applyAsLong(Count.ACCEPT_PAUSES),
                figure.applyAsLong(Count.HANDSHAKES),
                figure.applyAsLong(Count.RESUMED_HANDSHAKES),
                figure.applyAsLong(Count.FAILED_HANDSHAKES),
                figure.applyAsLong(Count.UNANNOUNCED_ENDS),
                figure.applyAsLong(Count.CAPACITY_PEAK),
                figure.applyAsLong(Count.OVER_CAPACITY));
    }

    private long figure(Count count) {
        return switch (count) {
            case CONNECTIONS -> connections;
            case OPEN_CONNECTIONS -> openConnections;
            case EXCHANGES -> exchanges;
            case OCTETS_IN -> octetsIn;
            case OCTETS_OUT -> octetsOut;
            case REFUSED -> refused;
            case FAULTS -> faults;
            case ACCEPT_PAUSES -> acceptPauses;
            case HANDSHAKES -> handshakes;
            case RESUMED_HANDSHAKES -> resumedHandshakes;
            case FAILED_HANDSHAKES -> failedHandshakes;
            case UNANNOUNCED_ENDS -> unannouncedEnds;
            case CAPACITY_PEAK -> capacityPeak;
            case OVER_CAPACITY -> overCapacity;
        };
    }

    /// What happened between an earlier snapshot and this one.
    ///
    /// @param earlier a snapshot of the same server
    /// @return the differences of all figures
    public Counters since(Counters earlier) {
        return of(count -> figure(count) - earlier.figure(count));
    }

    /// The figures as a JSON object, as `GET /counters` answers them.
    ///
    /// @return one line, members in the order of the components
    public String toJson() {
        return Stream.of(Count.values())
                .map(count -> '"' + count.json() + "\":" + figure(count))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Reads what [#toJson] and `GET /counters` write.
    ///
    /// @param json one object of numbers; members of other names are passed over
    /// @return the figures
    /// @throws IllegalArgumentException if that is no such object, or a member is missing
    public static Counters parse(String json) {
        if (!OBJECT.matcher(json).matches()) {
            throw new IllegalArgumentException("not a JSON object of numbers: " + json);
        }
        return of(count -> member(json, count.json()));
    }

    private static long member(String json, String name) {
        return MEMBER.matcher(json)
                .results()
                .filter(member -> member.group(1).equals(name))
                .mapToLong(member -> Long.parseLong(member.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member \"" + name + "\": " + json));
    }
}
