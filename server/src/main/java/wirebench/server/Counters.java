package wirebench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server counted up to one moment, so that a client can reconcile its own figures with it.
///
/// Requests for `/counters` are left out, with their octets both ways. A connection whose first request is one is an
/// observer's and taken out of the counts at that request; it is counted (again) from the moment it asks for anything
/// else. All other connections count from the moment they are accepted, whether they ask for anything or not.
///
/// An answer is counted, octets and all, before its last octet is handed to the socket. So a client that has read its
/// answers to the end finds exactly those in the counters it asks for next. While exchanges are under way the figures
/// are of moments close together, not of one moment. Immutable.
///
/// @param connections connections accepted
/// @param openConnections connections of these that are not closed yet; a close by the client takes a moment to arrive
/// @param exchanges answers produced to the end, whatever their status
/// @param octetsIn octets of requests, as far as they were read as such: not what followed a refused request
/// @param octetsOut octets of answers (interim ones and those of faults too); when a connection ends, what the socket
///     had not taken is subtracted
/// @param refused exchanges of these that ended in a refusal (400, 413, 414, 417, 431, 501, 505) and a close, and echoes
///     cut short because the request's body broke off its framing
/// @param faults exchanges broken on purpose, not contained in `exchanges`
/// @param acceptPauses how often accepting was suspended because of a limit on connections or descriptors
public record Counters(
        long connections,
        long openConnections,
        long exchanges,
        long octetsIn,
        long octetsOut,
        long refused,
        long faults,
        long acceptPauses) {

    private static final Count[] ORDER = Count.values();
    private static final Pattern OBJECT =
            Pattern.compile("\\s*\\{((?:\\s*\"[A-Za-z]+\"\\s*:\\s*-?\\d{1,18}\\s*,?)*)}\\s*");
    private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z]+)\"\\s*:\\s*(-?\\d{1,18})");

    static Counters of(List<Tally> tallies) {
        long[] sums = new long[ORDER.length];
        for (Count count : ORDER) {
            sums[count.ordinal()] = Tally.sum(tallies, count);
        }
        return of(sums);
    }

    private static Counters of(long[] values) {
        return new Counters(
                values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }

    private long[] values() {
        return new long[] {
            connections, openConnections, exchanges, octetsIn, octetsOut, refused, faults, acceptPauses
        };
    }

    /// What happened between an earlier snapshot and this one.
    ///
    /// @param earlier a snapshot of the same server
    /// @return the differences of all figures
    public Counters since(Counters earlier) {
        long[] differences = values();
        long[] before = earlier.values();
        for (int i = 0; i < before.length; i++) {
            differences[i] -= before[i];
        }
        return of(differences);
    }

    /// The figures as a JSON object, as `GET /counters` answers them.
    ///
    /// @return one line, members in the order of the components
    public String toJson() {
        long[] values = values();
        List<String> members = new ArrayList<>();
        for (Count count : ORDER) {
            members.add('"' + count.json() + "\":" + values[count.ordinal()]);
        }
        return '{' + String.join(",", members) + '}';
    }

    /// Reads what [#toJson] and `GET /counters` write.
    ///
    /// @param json one object of numbers; members of other names are passed over
    /// @return the figures
    /// @throws IllegalArgumentException if that is no such object, or a member is missing
    public static Counters parse(String json) {
        Matcher object = OBJECT.matcher(json);
        if (!object.matches()) {
            throw new IllegalArgumentException("not a JSON object of numbers: " + json);
        }
        long[] values = new long[ORDER.length];
        for (Count count : ORDER) {
            values[count.ordinal()] = member(json, count.json());
        }
        return of(values);
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
