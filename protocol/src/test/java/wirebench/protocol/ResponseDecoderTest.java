package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wirebench.protocol.ResponseDecoder.Event.BODY;
import static wirebench.protocol.ResponseDecoder.Event.END;
import static wirebench.protocol.ResponseDecoder.Event.HEAD;
import static wirebench.protocol.ResponseDecoder.Event.INTERIM;
import static wirebench.protocol.ResponseDecoder.Event.OCTETS_NEEDED;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the wire cases cannot show: the decoder as its callers use it.
final class ResponseDecoderTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";

    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);

    @Test
    void eventsComeInOrder() throws DecodeException {
        ByteBuffer in = wire("HTTP/1.1 100 Continue\\r\\n\\r\\n" + CHUNKED
                + "2\\r\\nhe\\r\\n3\\r\\nllo\\r\\n0\\r\\nX: 1\\r\\n\\r\\n");
        decoder.begin("GET");

        assertThat(decoder.next(in)).isEqualTo(INTERIM);
        assertThat(decoder.next(in)).isEqualTo(HEAD);
        assertThat(decoder.next(in)).isEqualTo(BODY);
        assertThat(taken(in)).isEqualTo("he");
        assertThat(decoder.next(in)).isEqualTo(BODY);
        assertThat(taken(in)).isEqualTo("llo");
        assertThat(decoder.next(in)).isEqualTo(END);
        assertThat(decoder.trailers().copy()).isEqualTo(Fields.of("X", "1"));
    }

    @Test
    void moreIsAskedForUntilTheHeadIsThere() throws DecodeException {
        decoder.begin("GET");

        assertThat(decoder.next(wire(""))).isEqualTo(OCTETS_NEEDED);
        assertThat(decoder.next(wire("HTTP/1.1 204 No Con"))).isEqualTo(OCTETS_NEEDED);
        assertThat(decoder.next(wire("tent\\r\\n"))).isEqualTo(OCTETS_NEEDED);
        assertThat(decoder.next(wire("\\r\\n"))).isEqualTo(HEAD);
        assertThat(decoder.next(wire(""))).isEqualTo(END);
    }

    @Test
    void nothingBeyondTheResponseIsTaken() throws DecodeException {
        for (String response : new String[] {
            "HTTP/1.1 204 No Content\\r\\n\\r\\n",
            "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
            CHUNKED + "5\\r\\nhello\\r\\n0\\r\\n\\r\\n",
            CHUNKED + "5\\r\\nhello\\r\\n0\\r\\nX: 1\\r\\n\\r\\n"
        }) {
            ByteBuffer in = wire(response + "NEXT");
            decoder.begin("GET");
            finish(in);
            assertThat(rest(in)).isEqualTo("NEXT");
            assertThat(decoder.next(in)).isEqualTo(END);
            assertThat(rest(in)).isEqualTo("NEXT");
        }
    }

    @Test
    void responsesFollowEachOtherInOneBuffer() throws DecodeException {
        ByteBuffer in = wire("HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\nX: first\\r\\n\\r\\none"
                + CHUNKED + "3\\r\\ntwo\\r\\n0\\r\\nX: trailer\\r\\n\\r\\n"
                + "HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\nX: third\\r\\n\\r\\n");

        decoder.begin("GET");
        assertThat(finish(in)).isEqualTo("one");
        assertThat(decoder.head().fields().first("x")).isEqualTo("first");
        assertThat(decoder.framing()).isEqualTo(Framing.LENGTH);

        decoder.begin("POST");
        assertThat(finish(in)).isEqualTo("two");
        assertThat(decoder.head().fields().first("x")).isNull();
        assertThat(decoder.trailers().first("x")).isEqualTo("trailer");
        assertThat(decoder.framing()).isEqualTo(Framing.CHUNKED);

        decoder.begin("GET");
        assertThat(finish(in)).isEmpty();
        assertThat(decoder.head().status()).isEqualTo(404);
        assertThat(decoder.trailers().count()).isZero();
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void nothingOfAnExchangeReachesTheNext() throws DecodeException {
        decoder.begin("HEAD");
        finish(wire(
                "HTTP/1.1 100 C\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 9\\r\\n\\r\\n"));
        assertThat(decoder.connectionReusable()).isFalse();

        decoder.begin("GET");
        assertThat(decoder.octetsTaken()).isZero();
        assertThat(decoder.trailers().count()).isZero();
        assertThat(decoder.contentLength()).isEqualTo(-1);
        assertThat(decoder.connectionReusable()).isFalse();
        assertThat(finish(wire("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi")))
                .isEqualTo("hi");
        assertThat(decoder.contentLength()).isEqualTo(2);
        assertThat(decoder.connectionReusable()).isTrue();
    }

    @Test
    void interimResponsesAreCountedAnewForEachRequest() throws DecodeException {
        String interims = "HTTP/1.1 102 P\\r\\n\\r\\n".repeat(Limits.DEFAULT.interimResponses());
        for (int i = 0; i < 3; i++) {
            decoder.begin("GET");
            finish(wire(interims + "HTTP/1.1 204 N\\r\\n\\r\\n"));
        }
    }

    @Test
    void extensionOctetsAndBodyOctetsAreCountedAnewForEachRequest() throws DecodeException {
        ResponseDecoder bounded =
                new ResponseDecoder(Limits.DEFAULT.withChunkExtensionOctets(2).withBodyOctets(2));
        for (int i = 0; i < 3; i++) {
            bounded.begin("GET");
            assertThat(finish(bounded, wire(CHUNKED + "2;a\\r\\nhi\\r\\n0\\r\\n\\r\\n")))
                    .isEqualTo("hi");
        }
    }

    @Test
    void aNewExchangeMayBeginAfterAnAbandonedOne() throws DecodeException {
        decoder.begin("GET");
        decoder.next(wire("HTTP/1.1 200 OK\\r\\nX: aban"));
        decoder.begin("GET");
        assertThat(finish(wire("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi")))
                .isEqualTo("hi");
        assertThat(decoder.head().fields().copy()).isEqualTo(Fields.of("Content-Length", "2"));
    }

    @Test
    void headIsAViewThatOutlivesTheBuffer() throws DecodeException {
        byte[] octets = WireText.octets("HTTP/1.1 200 Fine\\r\\nX: 1\\r\\nContent-Length: 2\\r\\n\\r\\nhi");
        decoder.begin("GET");
        ByteBuffer in = ByteBuffer.wrap(octets);
        decoder.next(in);
        Arrays.fill(octets, 0, in.position(), (byte) '?');

        assertThat(decoder.head().reason()).isEqualTo("Fine");
        assertThat(decoder.head().fields().first("X")).isEqualTo("1");
        finish(in);
        assertThat(decoder.head()).hasToString("HTTP/1.1 200 Fine [X: 1, Content-Length: 2]");
    }

    @Test
    void copyOfTheFieldsOutlivesTheView() throws DecodeException {
        decoder.begin("GET");
        finish(wire("HTTP/1.1 204 N\\r\\nX: first\\r\\n\\r\\n"));
        Fields kept = decoder.head().fields().copy();
        decoder.begin("GET");
        finish(wire("HTTP/1.1 204 N\\r\\nX: other\\r\\n\\r\\n"));

        assertThat(kept).isEqualTo(Fields.of("X", "first"));
    }

    @Test
    void trailersAreApartFromTheHead() throws DecodeException {
        decoder.begin("GET");
        ByteBuffer in = wire(
                "HTTP/1.1 200 OK\\r\\nX: head\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nX: late\\r\\nY: 2\\r\\n\\r\\n");
        assertThat(decoder.next(in)).isEqualTo(HEAD);
        assertThat(decoder.trailers().count()).isZero();
        finish(in);

        assertThat(decoder.head().fields().copy().all("X")).containsExactly("head");
        assertThat(decoder.trailers().copy()).isEqualTo(Fields.of("X", "late", "Y", "2"));
    }

    @Test
    void bodyIsTakenStraightFromTheBuffer() throws DecodeException {
        decoder.begin("GET");
        ByteBuffer in = wire("HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhelloNEXT");
        decoder.next(in);
        int bodyStart = in.position();

        assertThat(decoder.next(in)).isEqualTo(BODY);
        assertThat(in.position()).isEqualTo(bodyStart);
        assertThat(decoder.bodyOctets()).isEqualTo(5);
    }

    @Test
    void contentLengthIsKnownWithTheHead() throws DecodeException {
        decoder.begin("GET");
        decoder.next(wire("HTTP/1.1 200 OK\\r\\nContent-Length: 9223372036854775807\\r\\n\\r\\n"));

        assertThat(decoder.framing()).isEqualTo(Framing.LENGTH);
        assertThat(decoder.contentLength()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void contentLengthIsUnknownUnlessItFramesTheBody() throws DecodeException {
        decoder.begin("GET");
        decoder.next(wire(CHUNKED));
        assertThat(decoder.contentLength()).isEqualTo(-1);

        decoder.begin("HEAD");
        decoder.next(wire("HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\n"));
        assertThat(decoder.framing()).isEqualTo(Framing.NONE);
        assertThat(decoder.contentLength()).isEqualTo(-1);
    }

    @Test
    void octetsTakenCountInterimResponsesFramingAndBody() throws DecodeException {
        String text = "HTTP/1.1 100 C\\r\\n\\r\\n" + CHUNKED + "5\\r\\nhello\\r\\n0\\r\\n\\r\\n";
        decoder.begin("GET");
        assertThat(decoder.octetsTaken()).isZero();
        finish(wire(text));
        assertThat(decoder.octetsTaken()).isEqualTo(WireText.octets(text).length);
    }

    @Test
    void offsetOfAViolationCountsFromTheFirstOctetOfTheResponse() {
        decoder.begin("GET");
        assertThatThrownBy(() -> finish(wire("HTTP/1.1 100 C\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nX\\x00")))
                .isInstanceOf(ViolationException.class)
                .hasMessage("FIELD_NAME_INVALID at octet 36 (RFC 9110 section 5.1)")
                .extracting(e -> ((ViolationException) e).offset())
                .isEqualTo(36L);
    }

    @Test
    void limitNamesItselfItsValueAndThePlace() {
        ResponseDecoder bounded = new ResponseDecoder(Limits.DEFAULT.withFieldCount(1));
        bounded.begin("GET");
        assertThatThrownBy(() -> bounded.next(wire("HTTP/1.1 200 OK\\r\\nA: 1\\r\\nB: 2\\r\\n\\r\\n")))
                .isInstanceOf(LimitException.class)
                .hasMessage("more than 1 field lines in a head at octet 23")
                .satisfies(e -> assertThat(((LimitException) e).limit()).isEqualTo(Limit.FIELD_COUNT))
                .satisfies(e -> assertThat(((LimitException) e).maximum()).isEqualTo(1));
    }

    @Test
    void closeCompletesABodyWithoutLength() throws DecodeException {
        decoder.begin("GET");
        ByteBuffer in = wire("HTTP/1.1 200 OK\\r\\n\\r\\nhello");
        assertThat(decoder.next(in)).isEqualTo(HEAD);
        assertThat(decoder.framing()).isEqualTo(Framing.UNTIL_CLOSE);
        assertThat(decoder.next(in)).isEqualTo(BODY);
        assertThat(taken(in)).isEqualTo("hello");
        assertThat(decoder.next(in)).isEqualTo(OCTETS_NEEDED);

        assertThat(decoder.endOfInput()).isTrue();
        assertThat(decoder.next(in)).isEqualTo(END);
        assertThat(decoder.connectionReusable()).isFalse();
    }

    @Test
    void closeAfterAWholeResponseChangesNothing() throws DecodeException {
        decoder.begin("GET");
        finish(wire("HTTP/1.1 204 N\\r\\n\\r\\n"));
        assertThat(decoder.endOfInput()).isTrue();
    }

    @Test
    void closeBeforeTheFirstOctetLeavesNothingTaken() {
        decoder.begin("GET");
        assertThat(decoder.endOfInput()).isFalse();
        assertThat(decoder.octetsTaken()).isZero();
    }

    @Test
    void connectionIsReusableOnlyOnceTheResponseHasEnded() throws DecodeException {
        decoder.begin("GET");
        ByteBuffer in = wire("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi");
        assertThat(decoder.connectionReusable()).isFalse();
        decoder.next(in);
        assertThat(decoder.connectionReusable()).isFalse();
        decoder.next(in);
        taken(in);
        decoder.next(in);
        assertThat(decoder.connectionReusable()).isTrue();
    }

    @Test
    void tunnelLeavesItsOctetsInTheBuffer() throws DecodeException {
        decoder.begin("CONNECT");
        ByteBuffer in = wire("HTTP/1.1 200 OK\\r\\n\\r\\n\\x16\\x03\\x01");
        finish(in);

        assertThat(decoder.framing()).isEqualTo(Framing.TUNNEL);
        assertThat(in.remaining()).isEqualTo(3);
        assertThat(decoder.connectionReusable()).isFalse();
    }

    @Test
    void decodingWithoutARequestIsMisuse() {
        assertThatIllegalStateException().isThrownBy(() -> decoder.next(wire("HTTP/1.1 200 OK\\r\\n")));
    }

    @Test
    void decodingOnAfterAViolationIsMisuse() {
        decoder.begin("GET");
        assertThatThrownBy(() -> decoder.next(wire("nonsense"))).isInstanceOf(ViolationException.class);
        assertThatIllegalStateException().isThrownBy(() -> decoder.next(wire("HTTP/1.1 200 OK\\r\\n")));
        assertThat(decoder.endOfInput()).isFalse();
        assertThat(decoder.connectionReusable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024, 1025, 4096})
    void headOfManyStretchesIsDecoded(int piece) throws DecodeException {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\\r\\n");
        for (int i = 0; i < 150; i++) {
            text.append("X-").append(i).append(": ").append("v".repeat(i)).append("\\r\\n");
        }
        byte[] octets = WireText.octets(text + "Content-Length: 2\\r\\n\\r\\nhi");
        decoder.begin("GET");
        StringBuilder body = new StringBuilder();
        for (int from = 0; from < octets.length; from += piece) {
            ByteBuffer in = ByteBuffer.wrap(octets, from, Math.min(piece, octets.length - from));
            body.append(finish(in));
        }

        assertThat(body).hasToString("hi");
        for (int i = 0; i < 150; i++) {
            assertThat(decoder.head().fields().name(i)).isEqualTo("X-" + i);
            assertThat(decoder.head().fields().value(i)).isEqualTo("v".repeat(i));
        }
    }

    @Test
    void foldedValueOf60KilobytesMayComeInShortLines() throws DecodeException {
        byte[] octets = WireText.octets("HTTP/1.1 204 N\\r\\nX:" + " v\\r\\n".repeat(15_000) + "\\r\\n");
        decoder.begin("GET");

        assertThat(decoder.next(ByteBuffer.wrap(octets))).isEqualTo(HEAD);
        assertThat(decoder.head().fields().first("x"))
                .isEqualTo("v ".repeat(15_000).strip());
    }

    @Test
    void bodyOfManyGigabytesIsCountedRight() throws DecodeException {
        ByteBuffer octets = ByteBuffer.allocate(1 << 20);
        long length = 5L << 30;
        decoder.begin("GET");
        decoder.next(wire("HTTP/1.1 200 OK\\r\\nContent-Length: " + length + "\\r\\n\\r\\n"));
        for (long came = 0; came < length; came += octets.capacity()) {
            assertThat(decoder.next(octets.clear())).isEqualTo(BODY);
            assertThat(decoder.bodyOctets()).isEqualTo(octets.capacity());
        }
        assertThat(decoder.next(octets.limit(0))).isEqualTo(END);
    }

    private String finish(ByteBuffer in) throws DecodeException {
        return finish(decoder, in);
    }

    /// Decodes to the end of the response or of the input, and returns the body.
    private static String finish(ResponseDecoder decoder, ByteBuffer in) throws DecodeException {
        StringBuilder body = new StringBuilder();
        while (true) {
            switch (decoder.next(in)) {
                case INTERIM, HEAD -> {}
                case BODY -> body.append(taken(decoder, in));
                case END, OCTETS_NEEDED -> {
                    return body.toString();
                }
            }
        }
    }

    private String taken(ByteBuffer in) {
        return taken(decoder, in);
    }

    private static String taken(ResponseDecoder decoder, ByteBuffer in) {
        byte[] octets = new byte[decoder.bodyOctets()];
        in.get(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String rest(ByteBuffer in) {
        return StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
    }

    private static ByteBuffer wire(String text) {
        return ByteBuffer.wrap(WireText.octets(text));
    }
}
