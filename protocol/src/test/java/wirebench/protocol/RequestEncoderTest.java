package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wirebench.protocol.Encoding.post;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestEncoderTest {
    private static final RequestFraming NONE = new RequestFraming.None();
    private static final RequestFraming CHUNKED = new RequestFraming.Chunked();

    private final RequestEncoder encoder = new RequestEncoder();

    @Test
    void requestWithoutBodyIsItsHead() throws IOException {
        RequestHead head = RequestHead.of("GET", "/a?b=c", "example.org:8080", Fields.of("X-A", "1"), NONE);

        assertThat(encoded(head, null, 1000, false))
                .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: example.org:8080\r\nX-A: 1\r\n\r\n");
    }

    @Test
    void bodyOfKnownLengthFollowsItsHead() throws IOException {
        assertThat(encoded(post(length("hello")), Bodies.of("hello"), 1000, false))
                .isEqualTo("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
    }

    @Test
    void bodyOfUnknownLengthIsSentInChunks() throws IOException {
        assertThat(encoded(post(CHUNKED), Bodies.of("hello"), 1000, false))
                .isEqualTo(post(CHUNKED) + "0005\r\nhello\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void octetsOfAHeadAreTheSameInEveryRoom(boolean direct) throws IOException {
        RequestHead head = RequestHead.of("GET", "/", "h", Fields.of("X-A", "1"), NONE);
        for (int room = 1; room <= head.length() + 1; room++) {
            assertThat(encoded(head, null, room, direct)).isEqualTo(head.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void octetsOfABodyOfKnownLengthAreTheSameInEveryRoom(boolean direct) throws IOException {
        String body = "0123456789".repeat(5);
        RequestHead head = post(length(body));
        for (int room = 1; room <= head.length() + body.length() + 1; room++) {
            assertThat(encoded(head, Bodies.of(body), room, direct)).isEqualTo(head + body);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chunkedBodyIsTheSameInEveryRoomFromTheLeastOn(boolean direct) throws IOException {
        String body = "0123456789".repeat(30);
        for (int room = RequestEncoder.LEAST_ROOM; room < 500; room++) {
            assertThat(parsed(post(CHUNKED), Bodies.of(body), room, direct).body())
                    .isEqualTo(body);
        }
    }

    @Test
    void roomTooSmallForAChunkIsLeftAlone() throws IOException {
        encoder.begin(post(CHUNKED), Bodies.of("hello"));
        ByteBuffer out = ByteBuffer.allocate(post(CHUNKED).length());
        encoder.encode(out);
        for (int room = 0; room <= 8; room++) {
            ByteBuffer tooSmall = ByteBuffer.allocate(room);
            assertThat(encoder.encode(tooSmall)).isFalse();
            assertThat(tooSmall.position()).isZero();
        }
        ByteBuffer enough = ByteBuffer.allocate(9);
        assertThat(encoder.encode(enough)).isFalse();
        assertThat(text(enough)).isEqualTo("0001\r\nh\r\n");
    }

    @Test
    void chunkIsNeverLargerThanItsSizeHasDigitsFor() throws IOException {
        String body = "x".repeat(200_000);
        String encoded = encoded(post(CHUNKED), Bodies.of(body), 300_000, false);

        assertThat(encoded).contains("\r\n\r\nffff\r\nxxx");
        assertThat(ParsedRequest.of(octets(encoded)).body()).isEqualTo(body);
    }

    @Test
    void emptyChunkedBodyIsTheLastChunkAlone() throws IOException {
        assertThat(encoded(post(CHUNKED), Bodies.of(""), 100, false)).endsWith("\r\n\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void sourceThatHasNothingForAWhileIsAskedAgain(int every) throws IOException {
        String body = "0123456789".repeat(4);
        assertThat(parsed(post(length(body)), Bodies.hesitant(body, every), 100, false)
                        .body())
                .isEqualTo(body);
        assertThat(parsed(post(CHUNKED), Bodies.hesitant(body, every), 100, false)
                        .body())
                .isEqualTo(body);
    }

    @Test
    void nothingIsPutWhileTheSourceHasNothing() throws IOException {
        encoder.begin(post(CHUNKED), _ -> 0);
        ByteBuffer out = ByteBuffer.allocate(1000);

        assertThat(encoder.encode(out)).isFalse();
        assertThat(text(out)).isEqualTo(post(CHUNKED).toString());
        assertThat(encoder.encode(out.clear())).isFalse();
        assertThat(out.position()).isZero();
    }

    @Test
    void sourceShorterThanAnnouncedFails() {
        encoder.begin(post(length("hello")), Bodies.of("hell"));

        assertThatThrownBy(() -> encoder.encode(ByteBuffer.allocate(1000)))
                .isInstanceOf(IOException.class)
                .hasMessage("the request body ended 1 octets short of its announced length");
    }

    @Test
    void sourceIsNotAskedForMoreThanAnnounced() throws IOException {
        assertThat(encoded(post(length("hello")), Bodies.of("hello and more"), 1000, false))
                .endsWith("\r\n\r\nhello");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 3, 100})
    void sourceThatMiscountsIsRefused(int said) {
        for (RequestFraming framing : new RequestFraming[] {CHUNKED, new RequestFraming.Length(10)}) {
            encoder.begin(post(framing), out -> {
                out.put((byte) 'x').put((byte) 'x');
                return said;
            });
            assertThatIllegalStateException()
                    .isThrownBy(() -> encoder.encode(ByteBuffer.allocate(1000)))
                    .withMessage("the body source put 2 octets, but said " + said);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bufferIsLeftInOrderWhenTheSourceFails(boolean chunked) {
        RequestHead head = post(chunked ? CHUNKED : new RequestFraming.Length(10));
        encoder.begin(head, out -> {
            out.put((byte) 'x').limit(out.position());
            throw new IOException("lost");
        });
        ByteBuffer out = ByteBuffer.allocate(1000).limit(900);

        assertThatThrownBy(() -> encoder.encode(out)).hasMessage("lost");
        assertThat(out.limit()).isEqualTo(900);
        assertThat(text(out)).isEqualTo(head.toString());
    }

    @Test
    void octetsAroundTheRoomAreNotTouched() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(300).position(100).limit(200);
        encoder.begin(post(CHUNKED), Bodies.of("x".repeat(1000)));
        encoder.encode(out);

        assertThat(out.limit()).isEqualTo(200);
        assertThat(new String(out.array(), 0, 100, StandardCharsets.ISO_8859_1)).isEqualTo("\0".repeat(100));
        assertThat(new String(out.array(), 200, 100, StandardCharsets.ISO_8859_1))
                .isEqualTo("\0".repeat(100));
    }

    @Test
    void oneEncoderServesOneRequestAfterAnother() throws IOException {
        String first = encoded(post(CHUNKED), Bodies.of("one"), 70, false);
        String second = encoded(post(length("two")), Bodies.of("two"), 70, false);
        RequestHead head = RequestHead.of("GET", "/", "h", Fields.NONE, NONE);

        assertThat(ParsedRequest.of(octets(first)).body()).isEqualTo("one");
        assertThat(ParsedRequest.of(octets(second)).body()).isEqualTo("two");
        assertThat(encoded(head, null, 70, false)).isEqualTo(head.toString());
        assertThat(encoded(head, null, 70, false)).isEqualTo(head.toString());
    }

    @Test
    void abandonedRequestLeavesNoTrace() throws IOException {
        encoder.begin(post(CHUNKED), Bodies.of("abandoned"));
        encoder.encode(ByteBuffer.allocate(80));

        assertThat(parsed(post(length("two")), Bodies.of("two"), 70, false).body())
                .isEqualTo("two");
    }

    @Test
    void encodingOnceMoreAfterTheEndPutsNothing() throws IOException {
        encoder.begin(post(length("hello")), Bodies.of("hello"));
        assertThat(encoder.encode(ByteBuffer.allocate(1000))).isTrue();

        ByteBuffer out = ByteBuffer.allocate(1000);
        assertThat(encoder.encode(out)).isTrue();
        assertThat(out.position()).isZero();
    }

    @Test
    void announcedBodyMustBeThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.begin(post(CHUNKED), null));
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.begin(post(length("hello")), null));
    }

    @Test
    void emptyBodyOfKnownLengthNeedsNoSource() throws IOException {
        assertThat(encoded(post(length("")), null, 1000, false)).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void encodingBeforeARequestWasBegunIsMisuse() {
        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(ByteBuffer.allocate(100)));
    }

    @Test
    void whatIsEncodedIsWhatAServerReads() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Fields fields = Fields.NONE;
            for (int count = random.nextInt(6); count > 0; count--) {
                fields = fields.with("X-" + random.nextInt(100), "v" + "\t".repeat(random.nextInt(3)) + "\u00e9,: x");
            }
            String body = anyOctets(random, random.nextInt(300));
            RequestHead head = RequestHead.of(
                    "PUT", "/" + i + "?q", "[::1]:80", fields, random.nextBoolean() ? CHUNKED : length(body));
            int room = random.nextInt(RequestEncoder.LEAST_ROOM, 400);

            ParsedRequest parsed = parsed(head, Bodies.of(body), room, random.nextBoolean());

            assertThat(parsed.method()).isEqualTo("PUT");
            assertThat(parsed.target()).isEqualTo(head.target());
            assertThat(parsed.version()).isEqualTo("HTTP/1.1");
            assertThat(parsed.fieldLines().getFirst()).isEqualTo("Host: [::1]:80");
            assertThat(parsed.fieldLines().subList(1, 1 + fields.count())).containsExactlyElementsOf(lines(fields));
            assertThat(parsed.fieldLines()).hasSize(2 + fields.count());
            assertThat(parsed.body()).isEqualTo(body);
        }
    }

    private ParsedRequest parsed(RequestHead head, @Nullable BodySource source, int room, boolean direct)
            throws IOException {
        return new Encoding(encoder, room, direct).parsed(head, source);
    }

    private String encoded(RequestHead head, @Nullable BodySource source, int room, boolean direct) throws IOException {
        return new Encoding(encoder, room, direct).text(head, source);
    }

    private static RequestFraming length(String body) {
        return new RequestFraming.Length(body.length());
    }

    private static String anyOctets(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(Fields fields) {
        List<String> lines = new ArrayList<>();
        fields.forEach(field -> lines.add(field.toString()));
        return lines;
    }

    private static String text(ByteBuffer out) {
        byte[] octets = new byte[out.position()];
        out.duplicate().flip().get(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
