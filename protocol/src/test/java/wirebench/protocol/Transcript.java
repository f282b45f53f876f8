package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.cases.WireCase;

/// Everything that a decoder tells about one response, in a form that does not depend on where the wire was split.
///
/// @param interims status codes of the interim responses
/// @param head the final response's head, null if it never came
/// @param body the body as far as it came, joined
/// @param trailers the trailer fields
/// @param result `ok`, `incomplete`, `violation NAME` or `limit NAME`
/// @param at where decoding stopped with an exception, or -1
/// @param rest how many octets were left after the response
/// @param reusable whether the connection may serve another request
record Transcript(
        List<Integer> interims,
        @Nullable Head head,
        String body,
        Fields trailers,
        String result,
        long at,
        long rest,
        boolean reusable) {

    /// A copy of the view of a head, and of what it says about the body.
    record Head(int minorVersion, int status, String reason, Fields fields, Framing framing, long contentLength) {}

    /// Decodes one response from a wire in pieces.
    static Transcript of(WireCase wireCase, List<ByteBuffer> pieces) {
        ResponseDecoder decoder = new ResponseDecoder(wireCase.limits(Limits.DEFAULT));
        decoder.begin(wireCase.method());
        return of(decoder, wireCase.serverCloses(), pieces);
    }

    /// Decodes one response for which `decoder` is ready.
    static Transcript of(ResponseDecoder decoder, boolean serverCloses, List<ByteBuffer> pieces) {
        return new Recorder(decoder).record(serverCloses, pieces);
    }

    private static final class Recorder {
        private final ResponseDecoder decoder;
        private final List<Integer> interims = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private @Nullable Head head;
        private boolean ended;
        private long fed;

        Recorder(ResponseDecoder decoder) {
            this.decoder = decoder;
        }

        Transcript record(boolean serverCloses, List<ByteBuffer> pieces) {
            long total = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
            try {
                for (ByteBuffer piece : pieces) {
                    feed(piece);
                }
            } catch (DecodeException e) {
                return transcript(name(e), e.offset(), 0, false);
            }
            long rest = total - fed;
            boolean complete = serverCloses ? decoder.endOfInput() : ended;
            assertThat(decoder.octetsTaken()).isEqualTo(fed);
            if (!complete) {
                return transcript("incomplete", -1, rest, false);
            }
            assertThat(head()).as("the view of the head at the end").isEqualTo(head);
            return transcript("ok", -1, rest, !serverCloses && rest == 0 && decoder.connectionReusable());
        }

        private static String name(DecodeException e) {
            return switch (e) {
                case ViolationException violation -> "violation " + violation.violation();
                case LimitException limit -> "limit " + limit.limit();
            };
        }

        private void feed(ByteBuffer in) throws DecodeException {
            while (!ended) {
                int from = in.position();
                ResponseDecoder.Event event = decoder.next(in);
                fed += in.position() - from;
                switch (event) {
                    case INTERIM -> interims.add(decoder.head().status());
                    case HEAD -> head = head();
                    case BODY -> body(in);
                    case END -> ended = true;
                    case OCTETS_NEEDED -> {
                        assertThat(in.hasRemaining())
                                .as("octets left although more are needed")
                                .isFalse();
                        return;
                    }
                }
            }
        }

        private void body(ByteBuffer in) {
            byte[] octets = new byte[decoder.bodyOctets()];
            assertThat(octets).isNotEmpty();
            in.get(octets);
            fed += octets.length;
            body.append(new String(octets, StandardCharsets.ISO_8859_1));
        }

        private Head head() {
            ResponseHead view = decoder.head();
            return new Head(
                    view.minorVersion(),
                    view.status(),
                    view.reason(),
                    view.fields().copy(),
                    decoder.framing(),
                    decoder.contentLength());
        }

        private Transcript transcript(String result, long at, long rest, boolean reusable) {
            Fields trailers = ended ? decoder.trailers().copy() : Fields.NONE;
            return new Transcript(List.copyOf(interims), head, body.toString(), trailers, result, at, rest, reusable);
        }
    }
}
