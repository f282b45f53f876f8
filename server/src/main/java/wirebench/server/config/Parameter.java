package wirebench.server.config;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import wirebench.server.http.Digits;
import wirebench.server.http.Octets;

/// A number that a scenario is asked with, or one of a few words: where it stands, and what it may be.
///
/// A word counts as its place in the list, from one on; zero is what a target says that leaves the parameter out.
/// Immutable.
public final class Parameter {
    /// The longest body that can be asked for.
    public static final long MAX_OCTETS = 1L << 40;

    static final long MAX_MILLIS = 3_600_000;

    private final String name;
    private final String notation;
    private final byte[] key; // compared with, never written into; empty for what stands in the path
    private final List<byte[]> words;
    private final long presumed;
    private final long least;
    private final long most;

    private Parameter(
            String name, String key, String placeholder, List<byte[]> words, long presumed, long least, long most) {
        this.name = name;
        this.notation = key + placeholder;
        this.key = Octets.of(key);
        this.words = words;
        this.presumed = presumed;
        this.least = least;
        this.most = most;
    }

    /// A number in the path, which cannot be left out.
    static Parameter inPath(String name, long least, long most) {
        return new Parameter(name, "", name, List.of(), 0, least, most);
    }

    /// A number in the query, which is `presumed` if it is left out.
    static Parameter inQuery(String name, String placeholder, long presumed, long least, long most) {
        return new Parameter(name, name + "=", placeholder, List.of(), presumed, least, most);
    }

    /// A word in the query, or none.
    static Parameter wordInQuery(String name, String... words) {
        List<byte[]> octets = Stream.of(words).map(Octets::of).toList();
        return new Parameter(name, name + "=", String.join("|", words), octets, 0, 0, words.length);
    }

    /// How an answer asks for it.
    public String name() {
        return name;
    }

    /// How it is written in a list: `N`, or `octets=N`.
    String notation() {
        return notation;
    }

    /// Whether it stands in the path; otherwise it is in the query.
    public boolean inPath() {
        return key.length == 0;
    }

    /// What it begins with in a query.
    public byte[] key() {
        return key;
    }

    /// What it is when a target does not say it.
    public long presumed() {
        return presumed;
    }

    /// The smallest number taken.
    public long least() {
        return least;
    }

    /// The largest number taken.
    public long most() {
        return most;
    }

    /// Whether it may be this number. One that could not be read is negative, and so never taken.
    public boolean takes(long value) {
        return value >= least && value <= most;
    }

    /// The number that is written from `from` to `to`, or that of the word there; negative if there is neither.
    public long read(ByteBuffer wire, int from, int to) {
        if (words.isEmpty()) {
            return Digits.decimal(wire, from, to);
        }
        for (int i = 0; i < words.size(); i++) {
            if (Octets.equal(wire, from, to, words.get(i))) {
                return i + 1L;
            }
        }
        return Digits.NONE;
    }
}
