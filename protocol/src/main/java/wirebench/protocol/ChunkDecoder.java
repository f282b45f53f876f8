package wirebench.protocol;

import static wirebench.protocol.Octets.CR;
import static wirebench.protocol.Octets.LF;

import java.nio.ByteBuffer;

/// Removes the chunked coding from a body, however the octets are split across reads, up to the last chunk.
///
/// ```
/// chunked-body = *chunk last-chunk trailer-section CRLF                        (RFC 9112 section 7.1)
/// chunk        = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
/// chunk-size   = 1*HEXDIG
/// last-chunk   = 1*("0") [ chunk-ext ] CRLF
/// chunk-ext    = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
/// chunk-ext-val = token / quoted-string
/// ```
/// Trailers belong to [ResponseDecoder]. Not thread-safe.
final class ChunkDecoder {
    private enum State {
        SIZE_FIRST,
        SIZE,
        BEFORE_SEMICOLON,
        BEFORE_NAME,
        NAME,
        BEFORE_EQUALS,
        BEFORE_VALUE,
        TOKEN_VALUE,
        QUOTED_VALUE,
        QUOTED_PAIR,
        AFTER_QUOTED,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LAST_CHUNK
    }

    /// A larger size does not fit 63 bits once another digit is shifted in.
    private static final long LARGEST_BEFORE_SHIFT = Long.MAX_VALUE >>> 4;

    private static final int PLAIN_DIGITS = 7;
    private static final int PLAIN_MOST = 2 + PLAIN_DIGITS + 2;

    private final int maximumExtensionOctets;

    private State state = State.SIZE_FIRST;
    private long size;
    private int extensionOctets;

    ChunkDecoder(Limits limits) {
        maximumExtensionOctets = limits.chunkExtensionOctets();
    }

    void begin() {
        state = State.SIZE_FIRST;
        size = 0;
        extensionOctets = 0;
    }

    /// Whether the last chunk has been taken and the trailer section comes next.
    boolean atLastChunk() {
        return state == State.LAST_CHUNK;
    }

    /// Octets of the current chunk's data that are still to come; 0 outside of data.
    long dataOctets() {
        return state == State.DATA ? size : 0;
    }

    /// Tells that octets of data have been passed on.
    void taken(int octets) {
        size -= octets;
        if (size == 0) {
            state = State.DATA_CR;
        }
    }

    /// Takes octets up to the next data, the last chunk, or the end of `in`.
    ///
    /// @param base offset in the response of `in`'s position 0, for error messages
    void advance(ByteBuffer in, long base) throws DecodeException {
        if (in.remaining() >= PLAIN_MOST) {
            plain(in);
        }
        while (in.hasRemaining() && state != State.DATA && state != State.LAST_CHUNK) {
            state = next(in.get(), base + in.position() - 1);
        }
    }

    /// Takes `[ CRLF ] chunk-size CRLF` in one go if it is as nearly always: a size that does not begin with
    /// 0, and no extension. Anything else is left where it is, to be looked at octet by octet. The benchmark
    /// ChunkDecode shows the gain, at chunks of 16 octets.
    private void plain(ByteBuffer in) {
        boolean betweenChunks = state == State.DATA_CR && isLineEnd(in, in.position());
        if (!betweenChunks && state != State.SIZE_FIRST) {
            return;
        }
        int first = in.position() + (betweenChunks ? 2 : 0);
        int at = first;
        int plainSize = 0;
        for (int digit = Octets.hexDigit(in.get(at));
                digit >= 0 && at < first + PLAIN_DIGITS;
                digit = Octets.hexDigit(in.get(at))) {
            plainSize = plainSize << 4 | digit;
            at++;
        }
        if (plainSize > 0 && in.get(first) != '0' && isLineEnd(in, at)) {
            size = plainSize;
            state = State.DATA;
            in.position(at + 2);
        }
    }

    private static boolean isLineEnd(ByteBuffer in, int at) {
        return in.get(at) == CR && in.get(at + 1) == LF;
    }

    private State next(byte octet, long offset) throws DecodeException {
        return switch (state) {
            case SIZE_FIRST -> firstDigit(octet, offset);
            case SIZE -> Octets.hexDigit(octet) >= 0 ? digit(octet, offset) : afterSize(octet, offset);
            case BEFORE_SEMICOLON -> beforeSemicolon(octet, offset);
            case BEFORE_NAME -> beforeName(octet, offset);
            case NAME -> name(octet, offset);
            case BEFORE_EQUALS -> beforeEquals(octet, offset);
            case BEFORE_VALUE -> beforeValue(octet, offset);
            case TOKEN_VALUE -> Octets.isToken(octet) ? counted(State.TOKEN_VALUE, offset) : afterValue(octet, offset);
            case QUOTED_VALUE -> quoted(octet, offset);
            case QUOTED_PAIR -> quotedOctet(octet, offset);
            case AFTER_QUOTED -> afterValue(octet, offset);
            case SIZE_LF -> sizeLineFeed(octet, offset);
            case DATA_CR -> expect(CR, octet, State.DATA_LF, offset);
            case DATA_LF -> expect(LF, octet, State.SIZE_FIRST, offset);
            case DATA, LAST_CHUNK -> throw new IllegalStateException("no framing octet is due in " + state);
        };
    }

    private State firstDigit(byte octet, long offset) throws DecodeException {
        size = 0;
        if (Octets.hexDigit(octet) < 0) {
            throw new ViolationException(Violation.CHUNK_SIZE_INVALID, offset);
        }
        return digit(octet, offset);
    }

    private State digit(byte octet, long offset) throws DecodeException {
        boolean needlessZero = size == 0 && state == State.SIZE;
        if (size > LARGEST_BEFORE_SHIFT) {
            throw new ViolationException(Violation.CHUNK_SIZE_OVERFLOW, offset);
        }
        size = size << 4 | Octets.hexDigit(octet);
        return needlessZero ? counted(State.SIZE, offset) : State.SIZE;
    }

    private State afterSize(byte octet, long offset) throws DecodeException {
        if (octet == CR) {
            return State.SIZE_LF;
        }
        if (octet == ';') {
            return counted(State.BEFORE_NAME, offset);
        }
        if (Octets.isWhitespace(octet)) {
            return counted(State.BEFORE_SEMICOLON, offset);
        }
        throw refused(octet, Violation.CHUNK_SIZE_INVALID, offset);
    }

    /// After BWS only another extension may come; a padded size (`5  CRLF`) is outside the grammar and refused.
    private State beforeSemicolon(byte octet, long offset) throws DecodeException {
        if (octet == ';') {
            return counted(State.BEFORE_NAME, offset);
        }
        return blank(octet, State.BEFORE_SEMICOLON, offset);
    }

    private State beforeName(byte octet, long offset) throws DecodeException {
        return Octets.isToken(octet) ? counted(State.NAME, offset) : blank(octet, State.BEFORE_NAME, offset);
    }

    private State name(byte octet, long offset) throws DecodeException {
        if (Octets.isToken(octet)) {
            return counted(State.NAME, offset);
        }
        if (octet == '=') {
            return counted(State.BEFORE_VALUE, offset);
        }
        return Octets.isWhitespace(octet) ? counted(State.BEFORE_EQUALS, offset) : afterValue(octet, offset);
    }

    /// After a name and BWS its value may come, or another extension.
    private State beforeEquals(byte octet, long offset) throws DecodeException {
        return switch (octet) {
            case '=' -> counted(State.BEFORE_VALUE, offset);
            case ';' -> counted(State.BEFORE_NAME, offset);
            default -> blank(octet, State.BEFORE_EQUALS, offset);
        };
    }

    private State beforeValue(byte octet, long offset) throws DecodeException {
        if (octet == '"') {
            return counted(State.QUOTED_VALUE, offset);
        }
        return Octets.isToken(octet) ? counted(State.TOKEN_VALUE, offset) : blank(octet, State.BEFORE_VALUE, offset);
    }

    private State afterValue(byte octet, long offset) throws DecodeException {
        return octet == CR ? State.SIZE_LF : beforeSemicolon(octet, offset);
    }

    private State quoted(byte octet, long offset) throws DecodeException {
        if (octet == '"') {
            return counted(State.AFTER_QUOTED, offset);
        }
        if (octet == '\\') {
            return counted(State.QUOTED_PAIR, offset);
        }
        return quotedOctet(octet, offset);
    }

    private State quotedOctet(byte octet, long offset) throws DecodeException {
        if (!Octets.isValue(octet)) {
            throw refused(octet, Violation.CHUNK_EXTENSION_INVALID, offset);
        }
        return counted(State.QUOTED_VALUE, offset);
    }

    private State blank(byte octet, State next, long offset) throws DecodeException {
        if (!Octets.isWhitespace(octet)) {
            throw refused(octet, Violation.CHUNK_EXTENSION_INVALID, offset);
        }
        return counted(next, offset);
    }

    private State sizeLineFeed(byte octet, long offset) throws DecodeException {
        if (octet != LF) {
            throw new ViolationException(Violation.BARE_CR, offset);
        }
        return size == 0 ? State.LAST_CHUNK : State.DATA;
    }

    private static State expect(byte wanted, byte octet, State next, long offset) throws DecodeException {
        if (octet != wanted) {
            throw new ViolationException(Violation.CHUNK_DATA_UNTERMINATED, offset);
        }
        return next;
    }

    private static ViolationException refused(byte octet, Violation violation, long offset) {
        return new ViolationException(octet == LF ? Violation.BARE_LF : violation, offset);
    }

    private State counted(State next, long offset) throws DecodeException {
        if (++extensionOctets > maximumExtensionOctets) {
            throw new LimitException(Limit.CHUNK_EXTENSION_OCTETS, maximumExtensionOctets, offset);
        }
        return next;
    }
}
