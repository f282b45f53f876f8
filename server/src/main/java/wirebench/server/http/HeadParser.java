package wirebench.server.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads the head of a request, however its octets are split across reads.
///
/// ```
/// request-line = method SP request-target SP HTTP-version      RFC 9112 §3
/// field-line   = field-name ":" OWS field-value OWS            RFC 9112 §5
/// head         = *CRLF request-line CRLF *( field-line CRLF ) CRLF
/// ```
///
/// Strict where RFC 9112 leaves a choice: no bare LF, no folded lines, no blank before the colon.
/// The octets stay in the buffer until the head is whole; the parser remembers how far it has looked.
/// Not thread-safe. One parser serves one connection.
public final class HeadParser {
    /// The largest head taken, in octets.
    public static final int MAX_OCTETS = 8 * 1024;

    /// The most fields taken.
    static final int MAX_FIELDS = 100;

    /// How far a head has come.
    public enum Outcome {
        INCOMPLETE,
        COMPLETE,
        REFUSED
    }

    private enum State {
        EMPTY_LINES,
        EMPTY_LINE_LF,
        METHOD,
        TARGET,
        VERSION,
        REQUEST_LINE_LF,
        LINE_START,
        NAME,
        BEFORE_VALUE,
        VALUE,
        FIELD_LF,
        END_LF,
        COMPLETE,
        REFUSED
    }

    private final RequestHead head;
    private State state = State.EMPTY_LINES;
    private int scanned;
    private int fields;
    private int mark; // start of the version, the name or the value being read
    private long word; // the last eight octets of the method or the version
    private FieldName name = FieldName.OTHER;
    private @Nullable Refusal refusal;

    public HeadParser(RequestHead head) {
        this.head = head;
    }

    /// Looks at the octets of `wire` from its position on. Leaves the position where it is until the head is
    /// complete, then moves it behind the head. Until then the same octets, and more, must be there at the next
    /// call.
    public Outcome feed(ByteBuffer wire) {
        if (scanned == 0) {
            head.clear();
        }
        int base = wire.position();
        int end = Math.min(wire.remaining(), MAX_OCTETS);
        State at = state;
        int offset = scanned;
        while (offset < end && at != State.COMPLETE && at != State.REFUSED) {
            at = next(at, wire, base, offset);
            offset++;
        }
        state = at;
        scanned = offset;
        return outcome(wire, base);
    }

    private Outcome outcome(ByteBuffer wire, int base) {
        if (state == State.COMPLETE) {
            wire.position(base + scanned);
            reset();
            return Outcome.COMPLETE;
        }
        if (state != State.REFUSED && scanned == MAX_OCTETS) {
            refuse(state.compareTo(State.LINE_START) < 0 ? Refusal.TARGET_TOO_LONG : Refusal.HEAD_TOO_LARGE);
        }
        return state == State.REFUSED ? Outcome.REFUSED : Outcome.INCOMPLETE;
    }

    private void reset() {
        state = State.EMPTY_LINES;
        scanned = 0;
        fields = 0;
    }

    /// Why the head was refused; null unless it was.
    @Nullable
    public Refusal refusal() {
        return refusal;
    }

    /// Octets looked at since the head began.
    public int scanned() {
        return scanned;
    }

    private State next(State at, ByteBuffer wire, int base, int offset) {
        byte octet = wire.get(base + offset);
        return switch (at) {
            case EMPTY_LINES -> octet == '\r' ? State.EMPTY_LINE_LF : startMethod(octet, offset);
            case EMPTY_LINE_LF -> lineFeed(octet, State.EMPTY_LINES);
            case METHOD -> method(octet, offset);
            case TARGET -> target(octet, offset);
            case VERSION -> version(octet, offset);
            case REQUEST_LINE_LF -> startFields(octet, offset);
            case LINE_START -> octet == '\r' ? State.END_LF : startName(octet, offset);
            case NAME -> name(octet, wire, base, offset);
            case BEFORE_VALUE -> beforeValue(octet, wire, base, offset);
            case VALUE -> value(octet, wire, base, offset);
            case FIELD_LF -> lineFeed(octet, State.LINE_START);
            case END_LF -> octet == '\n' ? orRefuse(head.end(offset + 1), State.COMPLETE) : refuse(Refusal.LINE_END);
            case COMPLETE, REFUSED -> throw new AssertionError(at);
        };
    }

    private State startMethod(byte octet, int offset) {
        head.startMethod(offset);
        word = octet;
        return Octets.isToken(octet) ? State.METHOD : refuse(Refusal.REQUEST_LINE);
    }

    private State method(byte octet, int offset) {
        if (octet == ' ') {
            head.endMethod(word, offset + 1);
            return State.TARGET;
        }
        word = (word << 8) | octet;
        return Octets.isToken(octet) ? State.METHOD : refuse(Refusal.REQUEST_LINE);
    }

    private State target(byte octet, int offset) {
        if (octet > ' ' && octet != 0x7f) {
            return State.TARGET;
        }
        if (octet != ' ' || offset == head.targetStart()) {
            return refuse(Refusal.REQUEST_LINE);
        }
        head.endTarget(offset);
        mark = offset + 1;
        word = 0;
        return State.VERSION;
    }

    private State version(byte octet, int offset) {
        if (octet == '\r') {
            return orRefuse(head.version(word, offset - mark), State.REQUEST_LINE_LF);
        }
        word = (word << 8) | (octet & 0xff);
        return offset - mark < 8 ? State.VERSION : refuse(Refusal.REQUEST_LINE);
    }

    private State startFields(byte octet, int offset) {
        head.startFields(offset + 1);
        return lineFeed(octet, State.LINE_START);
    }

    private State startName(byte octet, int offset) {
        mark = offset;
        if (++fields > MAX_FIELDS) {
            return refuse(Refusal.HEAD_TOO_LARGE);
        }
        return Octets.isToken(octet) ? State.NAME : refuse(Refusal.FIELD_LINE);
    }

    private State name(byte octet, ByteBuffer wire, int base, int offset) {
        if (octet == ':') {
            name = FieldName.of(wire, base + mark, base + offset);
            return State.BEFORE_VALUE;
        }
        return Octets.isToken(octet) ? State.NAME : refuse(Refusal.FIELD_LINE);
    }

    private State beforeValue(byte octet, ByteBuffer wire, int base, int offset) {
        mark = offset;
        return Octets.isBlank(octet) ? State.BEFORE_VALUE : value(octet, wire, base, offset);
    }

    private State value(byte octet, ByteBuffer wire, int base, int offset) {
        if (Octets.isFieldContent(octet)) {
            return State.VALUE;
        }
        return octet == '\r' ? endValue(wire, base, offset) : refuse(Refusal.FIELD_LINE);
    }

    private State endValue(ByteBuffer wire, int base, int offset) {
        if (name == FieldName.OTHER) {
            return State.FIELD_LF;
        }
        int from = base + mark;
        int to = base + offset;
        while (to > from && Octets.isBlank(wire.get(to - 1))) {
            to--;
        }
        return orRefuse(head.field(name, wire, from, to), State.FIELD_LF);
    }

    private State lineFeed(byte octet, State next) {
        return octet == '\n' ? next : refuse(Refusal.LINE_END);
    }

    private State orRefuse(@Nullable Refusal reason, State next) {
        return reason == null ? next : refuse(reason);
    }

    private State refuse(Refusal reason) {
        refusal = reason;
        state = State.REFUSED;
        return State.REFUSED;
    }
}
