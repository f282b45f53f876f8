package wirebench.protocol;

import java.nio.ByteBuffer;

/// Decodes the responses of one connection, one after another, without doing any I/O.
///
/// Octets go in through [#next], however they are split; events come out:
/// ```
/// *( INTERIM ) HEAD *( BODY ) END          with OCTETS_NEEDED wherever the input ran dry
/// ```
/// The head and the trailer section are views that stay valid until [#begin]. A body is never copied: [Event#BODY]
/// says how many octets at the buffer's position are body, and the caller takes exactly those before it goes on.
/// Nothing is allocated once the arrays have reached the size of the largest head. After an exception the
/// connection is of no use and neither is the decoder. Not thread-safe.
///
/// Source: RFC 9112 sections 4 to 9.
public final class ResponseDecoder {
    /// What [#next] came upon.
    public enum Event {
        /// Everything was taken and the response goes on: feed more, or call [#endOfInput].
        OCTETS_NEEDED,
        /// An interim (1xx) response is in [#head] until the next call.
        INTERIM,
        /// The final response's head is in [#head].
        HEAD,
        /// [#bodyOctets] octets of body are next in the buffer; take them before the next call.
        BODY,
        /// The response is complete; the trailer section, if there was one, is in [#trailers].
        END
    }

    private enum State {
        IDLE,
        HEAD,
        LENGTH,
        CHUNKED,
        TRAILERS,
        UNTIL_CLOSE,
        END,
        FAILED
    }

    private final Limits limits;
    private final FieldSection fields = new FieldSection();
    private final FieldSection trailerFields = new FieldSection();
    private final SectionDecoder headSection;
    private final SectionDecoder trailerSection;
    private final ResponseHead head;
    private final HeadRules rules = new HeadRules();
    private final ChunkDecoder chunks;

    private State state = State.IDLE;
    private Event event = Event.OCTETS_NEEDED; // what the step to this state came upon
    private Framing framing = Framing.NONE;
    private long offset;
    private long origin; // offset of the buffer's index 0, during next
    private long remaining;
    private long body;
    private int bodyOctets;
    private int interims;

    /// Creates a decoder for one connection.
    ///
    /// @param limits the most that each response may ask for
    public ResponseDecoder(Limits limits) {
        this.limits = limits;
        headSection = SectionDecoder.ofHead(fields, limits);
        trailerSection = SectionDecoder.ofTrailers(trailerFields, limits);
        head = new ResponseHead(headSection.statusLine(), fields);
        chunks = new ChunkDecoder(limits);
    }

    /// Gets ready for the response to a request.
    ///
    /// @param method the request's method, on which the body's framing depends
    public void begin(String method) {
        rules.begin(method);
        framing = Framing.NONE;
        offset = 0;
        body = 0;
        bodyOctets = 0;
        interims = 0;
        trailerFields.clear();
        headSection.beginWithStatusLine(0);
        state = State.HEAD;
    }

    /// Goes on through `in` up to the next event.
    ///
    /// @param in octets from the connection; its position moves over what was taken
    /// @return what happened
    /// @throws DecodeException if the peer broke HTTP or reached a limit
    /// @throws IllegalStateException if no response is expected
    public Event next(ByteBuffer in) throws DecodeException {
        int from = in.position();
        origin = offset - from;
        try {
            state = switch (state) {
                case HEAD -> head(in);
                case LENGTH -> length(in);
                case CHUNKED -> chunked(in);
                case TRAILERS -> trailers(in);
                case UNTIL_CLOSE -> untilClose(in);
                case END -> end();
                case IDLE, FAILED -> throw new IllegalStateException("no response is expected: " + state);
            };
            return event;
        } catch (DecodeException e) {
            state = State.FAILED;
            throw e;
        } finally {
            offset += in.position() - from;
        }
    }

    /// Tells that the peer will send nothing more.
    ///
    /// @return true if that completes the response, false if it is cut short
    public boolean endOfInput() {
        if (state == State.UNTIL_CLOSE) {
            state = State.END;
        }
        return state == State.END;
    }

    /// The head that the last [Event#INTERIM] or [Event#HEAD] announced.
    ///
    /// @return a view
    public ResponseHead head() {
        return head;
    }

    /// The trailer section, empty until [Event#END] and unless the body was chunked.
    ///
    /// @return a view; its fields are never merged into the head's
    public FieldSection trailers() {
        return trailerFields;
    }

    /// How many octets at the buffer's position the last [Event#BODY] announced.
    ///
    /// @return a positive number
    public int bodyOctets() {
        return bodyOctets;
    }

    /// How the body's end is found, known from [Event#HEAD] on.
    ///
    /// @return the framing
    public Framing framing() {
        return framing;
    }

    /// The value of Content-Length, known from [Event#HEAD] on.
    ///
    /// @return octets, or -1 unless the framing is [Framing#LENGTH]
    public long contentLength() {
        return framing == Framing.LENGTH ? rules.contentLength() : -1;
    }

    /// Octets of body that are known to come beyond those announced so far.
    ///
    /// @return octets; 0 where the framing does not tell in advance
    public long octetsToCome() {
        return framing == Framing.LENGTH ? remaining : 0;
    }

    /// Octets that, whatever they are, belong to the body: what is left of its length or of the present chunk. So many
    /// may be read without reading beyond what the framing has told so far.
    ///
    /// @return octets, `Long.MAX_VALUE` if the body ends with the connection, 0 where a line comes next
    public long dataToCome() {
        return switch (state) {
            case LENGTH -> remaining;
            case CHUNKED -> chunks.dataOctets();
            case UNTIL_CLOSE -> Long.MAX_VALUE;
            default -> 0;
        };
    }

    /// Octets of the response taken so far; 0 means that the peer answered nothing at all.
    ///
    /// @return octets since [#begin], interim responses included
    public long octetsTaken() {
        return offset;
    }

    /// Whether another request may follow on this connection, as far as the response decides it: it ended at a
    /// known place, and the peer did not announce to close.
    ///
    /// @return false before [Event#END]
    public boolean connectionReusable() {
        return state == State.END && framing.leavesConnectionReusable() && rules.isPersistent(head.minorVersion());
    }

    private State head(ByteBuffer in) throws DecodeException {
        if (headSection.isComplete()) { // of an interim response, whose view was valid until now
            headSection.beginWithStatusLine(offset);
        }
        if (!headSection.feed(in)) {
            return await(State.HEAD);
        }
        rules.read(fields);
        return head.status() < 200 ? interim() : finalHead();
    }

    private State interim() throws DecodeException {
        if (head.status() == 101) {
            throw new ViolationException(Violation.UNREQUESTED_UPGRADE, headSection.endOffset());
        }
        if (++interims > limits.interimResponses()) {
            throw new LimitException(Limit.INTERIM_RESPONSES, limits.interimResponses(), headSection.endOffset());
        }
        event = Event.INTERIM;
        return State.HEAD;
    }

    private State finalHead() throws DecodeException {
        framing = rules.framing(head, headSection.endOffset());
        event = Event.HEAD;
        return switch (framing) {
            case NONE, TUNNEL -> State.END;
            case LENGTH -> {
                remaining = rules.contentLength();
                requireWithinLimit(remaining, headSection.endOffset());
                yield remaining == 0 ? State.END : State.LENGTH;
            }
            case CHUNKED -> {
                chunks.begin();
                yield State.CHUNKED;
            }
            case UNTIL_CLOSE -> State.UNTIL_CLOSE;
        };
    }

    private State length(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return await(State.LENGTH);
        }
        int octets = (int) Math.min(remaining, in.remaining());
        remaining -= octets;
        return body(octets, remaining == 0 ? State.END : State.LENGTH);
    }

    private State chunked(ByteBuffer in) throws DecodeException {
        chunks.advance(in, origin);
        if (chunks.atLastChunk()) {
            trailerSection.beginWithFields(origin + in.position());
            return trailers(in);
        }
        // Known with the chunk's size: a chunk that goes too far is refused before its first octet is passed on.
        requireWithinLimit(chunks.dataOctets(), origin + in.position());
        if (chunks.dataOctets() == 0 || !in.hasRemaining()) {
            return await(State.CHUNKED);
        }
        int octets = (int) Math.min(chunks.dataOctets(), in.remaining());
        chunks.taken(octets);
        return body(octets, State.CHUNKED);
    }

    private State trailers(ByteBuffer in) throws DecodeException {
        return trailerSection.feed(in) ? end() : await(State.TRAILERS);
    }

    private State untilClose(ByteBuffer in) throws LimitException {
        if (!in.hasRemaining()) {
            return await(State.UNTIL_CLOSE);
        }
        requireWithinLimit(1, offset);
        return body((int) Math.min(limits.bodyOctets() - body, in.remaining()), State.UNTIL_CLOSE);
    }

    private State await(State same) {
        event = Event.OCTETS_NEEDED;
        return same;
    }

    private State body(int octets, State next) {
        body += octets;
        offset += octets;
        bodyOctets = octets;
        event = Event.BODY;
        return next;
    }

    private State end() {
        event = Event.END;
        return State.END;
    }

    private void requireWithinLimit(long more, long at) throws LimitException {
        if (more > limits.bodyOctets() - body) {
            throw new LimitException(Limit.BODY_OCTETS, limits.bodyOctets(), at);
        }
    }
}
