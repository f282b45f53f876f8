package wirebench.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Encodes the requests of one connection, one after another, without doing any I/O.
///
/// Octets come out through [#encode] into whatever room there is; a head or a body that does not fit goes on at
/// the next call. A body whose head expects 100-continue is held after the head until [#releaseBody]. Nothing is
/// allocated but for trailers. Not thread-safe.
///
/// Source: RFC 9112 sections 3 to 7, RFC 9110 sections 6.5 and 10.1.1.
public final class RequestEncoder {
    private enum State {
        IDLE,
        HEAD,
        BEFORE_BODY,
        BODY,
        CHUNKS,
        AFTER_CHUNKS,
        END
    }

    private static final int CHUNK_HEAD = 6; // four hexadecimal digits and CRLF
    private static final int CHUNK_TAIL = 2;
    private static final int CHUNK_MOST = 0xffff;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /// The least room in which [#encode] is sure to get on.
    public static final int LEAST_ROOM = 64;

    private State state = State.IDLE;
    private byte[] section = {}; // the head, or what follows the last octet of a chunked body
    private int at; // in section
    private RequestFraming framing = new RequestFraming.None();
    private @Nullable BodySource body;
    private long remaining;
    private boolean held;

    /// Creates an encoder for one connection.
    public RequestEncoder() {}

    /// Gets ready to encode a request.
    ///
    /// @param request the head
    /// @param source the body, null if the framing announces none
    /// @throws IllegalArgumentException if head and body do not fit each other
    public void begin(RequestHead request, @Nullable BodySource source) {
        RequestFraming announced = request.framing();
        long length = announced instanceof RequestFraming.Length known ? known.octets() : 0;
        if (source == null && (length > 0 || announced instanceof RequestFraming.Chunked)) {
            throw new IllegalArgumentException("the head announces a body, but there is none");
        }
        section = request.octets();
        at = 0;
        held = request.expectsContinue();
        framing = announced;
        body = source;
        remaining = length;
        state = State.HEAD;
    }

    /// Gets ready to encode a head alone; its body is written by other means, from where it is.
    ///
    /// @param request the head
    public void beginHead(RequestHead request) {
        section = request.octets();
        at = 0;
        held = false;
        framing = new RequestFraming.None();
        body = null;
        remaining = 0;
        state = State.HEAD;
    }

    /// Whether the head has been put whole and the body waits for [#releaseBody]; until then [#encode] gets no
    /// further.
    ///
    /// @return false if the head expects no 100-continue
    public boolean holdsBody() {
        return held && state == State.BEFORE_BODY;
    }

    /// Lets the body follow its head: the server has asked for it, or has been waited for long enough. Before the
    /// head has been put whole, this makes it a request that is sent without waiting.
    public void releaseBody() {
        held = false;
    }

    /// Puts as much of the request into `out` as there is room for, or as the body has at hand and is not held.
    ///
    /// @param out with room for at least [#LEAST_ROOM] octets, or else the call may put nothing
    /// @return true when the whole request has been put
    /// @throws IOException if the body cannot be read, or ends before its announced length; what was put before is
    ///     only a part of a request
    /// @throws IllegalArgumentException if the source's trailers must not be in a trailer section, of which nothing
    ///     was put then
    /// @throws IllegalStateException if no request was begun, or the source miscounts
    public boolean encode(ByteBuffer out) throws IOException {
        while (true) {
            State before = state;
            int from = out.position();
            state = switch (before) {
                case HEAD -> copySection(out) ? State.BEFORE_BODY : State.HEAD;
                case BEFORE_BODY -> held ? State.BEFORE_BODY : firstOfBody();
                case BODY -> body(out);
                case CHUNKS -> chunk(out);
                case AFTER_CHUNKS -> copySection(out) ? State.END : State.AFTER_CHUNKS;
                case END -> State.END;
                case IDLE -> throw new IllegalStateException("no request was begun");
            };
            if (state == State.END) {
                body = null;
                return true;
            }
            if (state == before && (from == out.position() || !out.hasRemaining())) {
                return false;
            }
        }
    }

    private State firstOfBody() {
        return switch (framing) {
            case RequestFraming.None _ -> State.END;
            case RequestFraming.Length _ -> remaining == 0 ? State.END : State.BODY;
            case RequestFraming.Chunked _ -> State.CHUNKS;
        };
    }

    private boolean copySection(ByteBuffer out) {
        int length = Math.min(out.remaining(), section.length - at);
        out.put(section, at, length);
        at += length;
        return at == section.length;
    }

    private State body(ByteBuffer out) throws IOException {
        if (!out.hasRemaining()) {
            return State.BODY;
        }
        int octets = read(out, out.position(), (int) Math.min(out.remaining(), remaining));
        if (octets < 0) {
            throw new IOException("the request body ended " + remaining + " octets short of its announced length");
        }
        remaining -= octets;
        return remaining == 0 ? State.END : State.BODY;
    }

    /// Reads straight into the place after a size of fixed width, so that a chunk is not copied to learn its
    /// length.
    private State chunk(ByteBuffer out) throws IOException {
        int room = Math.min(out.remaining() - CHUNK_HEAD - CHUNK_TAIL, CHUNK_MOST);
        if (room <= 0) {
            return State.CHUNKS;
        }
        int start = out.position();
        int octets = read(out, start + CHUNK_HEAD, room);
        if (octets > 0) {
            frame(out, start, octets);
        } else {
            out.position(start);
        }
        return octets < 0 ? afterChunks() : State.CHUNKS;
    }

    private State afterChunks() {
        section = RequestTrailers.afterLastChunk(source().trailers());
        at = 0;
        return State.AFTER_CHUNKS;
    }

    /// Has the source put at most `room` octets at `start`. Whatever it does, `out` keeps its limit, and its
    /// position is where the octets end: a length that does not count them would move the next request's first
    /// octet.
    private int read(ByteBuffer out, int start, int room) throws IOException {
        int position = out.position();
        int limit = out.limit();
        int octets = -1;
        out.position(start).limit(start + room);
        try {
            octets = source().read(out);
            if (out.position() != start + Math.max(octets, 0)) {
                throw new IllegalStateException(
                        "the body source put " + (out.position() - start) + " octets, but said " + octets);
            }
        } catch (IOException | RuntimeException e) {
            out.limit(limit).position(position);
            throw e;
        }
        out.limit(limit);
        return octets;
    }

    private static void frame(ByteBuffer out, int start, int octets) {
        out.put(start, HEX[octets >>> 12])
                .put(start + 1, HEX[octets >>> 8 & 0xf])
                .put(start + 2, HEX[octets >>> 4 & 0xf])
                .put(start + 3, HEX[octets & 0xf])
                .put(start + 4, Octets.CR)
                .put(start + 5, Octets.LF);
        out.put(Octets.CR).put(Octets.LF);
    }

    private BodySource source() {
        BodySource source = body;
        if (source == null) {
            throw new IllegalStateException("the body was taken away");
        }
        return source;
    }
}
