package wirebench.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseCollector;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.wire.RequestSide.State;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;

/// Walks the arrows of the diagram.
final class RequestSideTest {
    private static final HttpRequest GET = HttpRequest.get("http://host/x");

    private final ClientConfig config = ClientConfig.DEFAULT.withBufferOctets(256);
    private final WireExchange wire = new WireExchange(config, BufferSupply.of(config));
    private final RequestSide request = wire.request();
    private final WrittenOctets to = new WrittenOctets();
    private final Pieces body = new Pieces();

    @Test
    void aRequestIsEncodedThenWrittenThenSent() throws Exception {
        assertThat(request.state()).isEqualTo(State.NONE);
        begin(GET);
        assertThat(request.state()).isEqualTo(State.MORE);

        assertThat(request.encode()).isEqualTo(State.ENCODED);
        assertThat(request.sent()).isFalse();
        request.write(to);
        assertThat(request.sent()).isTrue();
        wire.clear();

        assertThat(request.state()).isEqualTo(State.SENT);
        assertThat(request.sent()).isTrue();
    }

    @Test
    void aRequestThatEndsBeforeItIsWrittenIsCut() throws Exception {
        begin(GET);
        request.encode();
        wire.clear();
        assertThat(request.state()).isEqualTo(State.CUT);

        begin(GET);
        wire.clear();
        assertThat(request.state()).isEqualTo(State.CUT);
        assertThat(request.sent()).isFalse();
    }

    @Test
    void aBodyThatHasNothingToSendStarvesTheRequest() throws Exception {
        begin(HttpRequest.of("POST", Url.parse("http://host/"), Fields.NONE, RequestBody.chunked(() -> body)));
        assertThat(request.encode()).isEqualTo(State.MORE);
        request.write(to);

        assertThat(request.encode()).isEqualTo(State.STARVED);
        assertThat(request.written()).isTrue();
        body.pieces.add("some");
        assertThat(request.encode()).isEqualTo(State.MORE);
        request.write(to);
        assertThat(to.take()).endsWith("some\r\n");
        body.ended = true;

        assertThat(request.encode()).isEqualTo(State.ENCODED);
    }

    @Test
    void aBodyThatIsExpectedIsHeldUntilItIsReleased() throws Exception {
        begin(expecting());
        assertThat(request.encode()).isEqualTo(State.MORE);
        assertThat(request.holdsBody()).isTrue();
        request.write(to);

        assertThat(request.encode()).isEqualTo(State.HELD);
        request.releaseBody();

        assertThat(request.state()).isEqualTo(State.MORE);
        assertThat(request.holdsBody()).isFalse();
        assertThat(request.encode()).isEqualTo(State.ENCODED);
    }

    @Test
    void anInterimResponseReleasesTheBody() throws Exception {
        begin(expecting());
        request.encode();
        request.write(to);
        assertThat(request.encode()).isEqualTo(State.HELD);

        wire.response().in().put("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(wire.response().received()).isEqualTo(ResponseSide.State.HEAD);

        assertThat(request.state()).isEqualTo(State.MORE);
    }

    @Test
    void aRequestThatIsOverHoldsNoBody() throws Exception {
        begin(expecting());
        request.encode();
        wire.clear();

        assertThat(request.holdsBody()).isFalse();
    }

    @Test
    void aBodyThatCannotBeOpenedLeavesTheRequestBeforeItAsItWas() throws Exception {
        begin(GET);
        request.encode();
        request.write(to);
        wire.clear();

        assertThatThrownBy(() -> begin(HttpRequest.of(
                        "POST",
                        Url.parse("http://host/"),
                        Fields.NONE,
                        RequestBody.chunked(RequestSideTest::unopened))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(request.state()).isEqualTo(State.SENT);
    }

    @Test
    void aBodyThatCannotBeReadLeavesTheRequestUnsent() throws Exception {
        begin(HttpRequest.of("POST", Url.parse("http://host/"), Fields.NONE, RequestBody.chunked(() -> body)));
        body.broken = true;

        assertThatThrownBy(request::encode).isInstanceOf(UnreadableBody.class);

        assertThat(request.encoded()).isFalse();
        wire.clear();
        assertThat(request.state()).isEqualTo(State.CUT);
        assertThat(body.closed).isTrue();
    }

    private void begin(HttpRequest toSend) {
        wire.begin(toSend, new ResponseCollector(1_000));
    }

    private static HttpRequest expecting() {
        return HttpRequest.of(
                "POST", Url.parse("http://host/"), Fields.of("Expect", "100-continue"), RequestBody.of(new byte[3]));
    }

    private static BodySource unopened() {
        throw new IllegalStateException("there is no such body");
    }

    /// A body that has at hand what it is given.
    private static final class Pieces implements BodySource {
        final Queue<String> pieces = new ArrayDeque<>();
        boolean ended;
        boolean broken;
        boolean closed;

        @Override
        public int read(ByteBuffer out) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            String piece = pieces.poll();
            if (piece == null) {
                return ended ? -1 : 0;
            }
            out.put(piece.getBytes(StandardCharsets.US_ASCII));
            return piece.length();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
