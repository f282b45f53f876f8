package wirebench.server.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Finds the data in a request's body, whichever way it is framed and however it is split across reads.
///
/// ```
/// chunked-body = *chunk last-chunk trailer-section CRLF         RFC 9112 §7.1
/// chunk        = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
/// last-chunk   = 1*("0") [ chunk-ext ] CRLF
/// ```
///
/// Use: while [#available] is above zero, take up to that many octets from the buffer and say so with [#taken].
/// At zero, [#ended] and [#refusal] tell the end and a broken body apart from the need for more octets.
/// Not thread-safe. One reader serves one connection.
public final class BodyReader {
    /// Most octets of extensions and trailer section in one body: they are read, but not kept.
    private static final int MAX_ASIDE_OCTETS = 8 * 1024;

    private enum State {
        FIXED,
        SIZE_FIRST,
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_LF,
        END_LF,
        ENDED,
        REFUSED
    }

    private final long maxOctets;
    private State state = State.ENDED;
    private long remaining; // of the body (FIXED) or of the chunk
    private long total; // data octets announced so far
    private int aside;
    private @Nullable Refusal refusal;

    public BodyReader(long maxOctets) {
        this.maxOctets = maxOctets;
    }

    /// Prepares for the body that `head` announces.
    public void begin(RequestHead head) {
        total = 0;
        aside = 0;
        refusal = null;
        if (head.chunked()) {
            state = State.SIZE_FIRST;
            return;
        }
        remaining = Math.max(0, head.contentLength());
        state = remaining == 0 ? State.ENDED : State.FIXED;
        if (remaining > maxOctets) {
            refuse(Refusal.BODY_TOO_LARGE);
        }
    }

    /// Octets of data at the position of `wire`; what stands before them is skipped.
    public int available(ByteBuffer wire) {
        State at = state;
        while (isFraming(at) && wire.hasRemaining()) {
            at = next(at, wire.get());
        }
        state = at;
        return at == State.FIXED || at == State.DATA ? (int) Math.min(remaining, wire.remaining()) : 0;
    }

    /// Notes that `octets` of data have been taken from the buffer.
    public void taken(int octets) {
        remaining -= octets;
        if (remaining == 0) {
            state = state == State.FIXED ? State.ENDED : State.DATA_CR;
        }
    }

    /// Whether the body has been read to its end.
    public boolean ended() {
        return state == State.ENDED;
    }

    /// Why the body is turned away; null unless it is.
    @Nullable
    public Refusal refusal() {
        return refusal;
    }

    private static boolean isFraming(State state) {
        return switch (state) {
            case FIXED, DATA, ENDED, REFUSED -> false;
            case SIZE_FIRST, SIZE, EXTENSION, SIZE_LF, DATA_CR, DATA_LF -> true;
            case TRAILER_START, TRAILER, TRAILER_LF, END_LF -> true;
        };
    }

    private State next(State at, byte octet) {
        return switch (at) {
            case SIZE_FIRST -> firstSizeDigit(octet);
            case SIZE -> size(octet);
            case EXTENSION -> octet == '\r' ? State.SIZE_LF : aside(octet, State.EXTENSION);
            case SIZE_LF -> octet == '\n' ? endSize() : refuse(Refusal.CHUNK);
            case DATA_CR -> expect('\r', octet, State.DATA_LF);
            case DATA_LF -> expect('\n', octet, State.SIZE_FIRST);
            case TRAILER_START -> octet == '\r' ? State.END_LF : startTrailer(octet);
            case TRAILER -> octet == '\r' ? State.TRAILER_LF : aside(octet, State.TRAILER);
            case TRAILER_LF -> expect('\n', octet, State.TRAILER_START);
            case END_LF -> expect('\n', octet, State.ENDED);
            case FIXED, DATA, ENDED, REFUSED -> throw new AssertionError(at);
        };
    }

    private State firstSizeDigit(byte octet) {
        int digit = Digits.hexDigit(octet);
        remaining = digit;
        return digit >= 0 ? State.SIZE : refuse(Refusal.CHUNK);
    }

    private State size(byte octet) {
        int digit = Digits.hexDigit(octet);
        if (digit >= 0) {
            remaining = (remaining << 4) | digit;
            return total + remaining <= maxOctets ? State.SIZE : refuse(Refusal.BODY_TOO_LARGE);
        }
        if (octet == '\r') {
            return State.SIZE_LF;
        }
        return octet == ';' || Octets.isBlank(octet) ? State.EXTENSION : refuse(Refusal.CHUNK);
    }

    private State endSize() {
        total += remaining;
        if (total > maxOctets) {
            return refuse(Refusal.BODY_TOO_LARGE);
        }
        return remaining == 0 ? State.TRAILER_START : State.DATA;
    }

    private State startTrailer(byte octet) {
        return Octets.isToken(octet) ? aside(octet, State.TRAILER) : refuse(Refusal.CHUNK);
    }

    private State aside(byte octet, State next) {
        return Octets.isFieldContent(octet) && ++aside <= MAX_ASIDE_OCTETS ? next : refuse(Refusal.CHUNK);
    }

    private State expect(char wanted, byte octet, State next) {
        return octet == wanted ? next : refuse(Refusal.CHUNK);
    }

    private State refuse(Refusal reason) {
        refusal = reason;
        state = State.REFUSED;
        return State.REFUSED;
    }
}
