package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static wirebench.protocol.Encoding.inRoom;
import static wirebench.protocol.Encoding.post;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTrailersTest {
    private static final RequestFraming CHUNKED = new RequestFraming.Chunked();
    private static final Fields TWO = Fields.of("X-Checksum", "1a2b", "X-Name", "caf\u00e9 \u0080\u00ff");

    @Test
    void trailersFollowTheLastChunk() throws IOException {
        assertThat(inRoom(1000).text(post(CHUNKED), Bodies.withTrailers("hello", TWO)))
                .isEqualTo(post(CHUNKED)
                        + "0005\r\nhello\r\n0\r\nX-Checksum: 1a2b\r\nX-Name: caf\u00e9 \u0080\u00ff\r\n\r\n");
    }

    @Test
    void trailersFollowAnEmptyBodyToo() throws IOException {
        assertThat(inRoom(1000).text(post(CHUNKED), Bodies.withTrailers("", TWO)))
                .endsWith("\r\n\r\n0\r\nX-Checksum: 1a2b\r\nX-Name: caf\u00e9 \u0080\u00ff\r\n\r\n");
    }

    @Test
    void sourceWithoutTrailersHasAnEmptySection() throws IOException {
        assertThat(inRoom(1000).text(post(CHUNKED), Bodies.withTrailers("hello", Fields.NONE)))
                .isEqualTo(inRoom(1000).text(post(CHUNKED), Bodies.of("hello")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void trailersAreTheSameInEveryRoomFromTheLeastOn(boolean direct) throws IOException {
        String body = "0123456789".repeat(10);
        for (int room = RequestEncoder.LEAST_ROOM; room < 300; room++) {
            Encoding encoding = new Encoding(new RequestEncoder(), room, direct);
            ParsedRequest parsed = encoding.parsed(post(CHUNKED), Bodies.withTrailers(body, TWO));

            assertThat(parsed.body()).isEqualTo(body);
            assertThat(parsed.trailerLines()).containsExactlyElementsOf(lines(TWO));
        }
    }

    /// Even in less room than a chunk would need.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sectionMayBeSplitAnywhere(boolean direct) throws IOException {
        String section = "0\r\nX-Checksum: 1a2b\r\nX-Name: caf\u00e9 \u0080\u00ff\r\n\r\n";
        for (int room = 1; room <= section.length() + 1; room++) {
            for (int first = 0; first <= section.length(); first++) {
                RequestEncoder encoder = new RequestEncoder();
                encoder.begin(post(CHUNKED), Bodies.withTrailers("", TWO));
                ByteBuffer out = ByteBuffer.allocate(post(CHUNKED).length() + 9 + first);
                boolean complete = encoder.encode(out.limit(out.capacity()));
                String put = new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);

                String rest = complete ? "" : new Encoding(encoder, room, direct).rest();
                assertThat(put + rest).isEqualTo(post(CHUNKED) + section);
            }
        }
    }

    @Test
    void sectionMayBeLongerThanAnyRoom() throws IOException {
        Fields many = Fields.NONE;
        for (int i = 0; i < 300; i++) {
            many = many.with("X-" + i, "v".repeat(i));
        }
        ParsedRequest parsed =
                inRoom(RequestEncoder.LEAST_ROOM).parsed(post(CHUNKED), Bodies.withTrailers("hello", many));

        assertThat(parsed.trailerLines()).containsExactlyElementsOf(lines(many));
    }

    @Test
    void trailersAreAskedForOnceAndAfterTheBody() throws IOException {
        List<String> calls = new ArrayList<>();
        inRoom(RequestEncoder.LEAST_ROOM).text(post(CHUNKED), new BodySource() {
            @Override
            public int read(ByteBuffer out) {
                calls.add("read");
                return calls.size() < 3 ? 0 : -1;
            }

            @Override
            public Fields trailers() {
                calls.add("trailers");
                return TWO;
            }
        });

        assertThat(calls).containsExactly("read", "read", "read", "trailers");
    }

    @Test
    void bodyOfKnownLengthIsNotAskedForTrailers() throws IOException {
        RequestHead head = post(new RequestFraming.Length(5));

        assertThat(inRoom(1000).text(head, Bodies.withTrailers("hello", TWO))).isEqualTo(head + "hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding",
                "content-length",
                "Trailer",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "TE",
                "HOST",
                "Proxy-Connection",
                "Cache-Control",
                "Pragma",
                "Expect",
                "Max-Forwards",
                "Range",
                "If-Match",
                "If-None-Match",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "If-Range",
                "Authorization",
                "Proxy-Authorization",
                "WWW-Authenticate",
                "Cookie",
                "Set-Cookie",
                "Content-Encoding",
                "Content-Type",
                "Content-Range"
            })
    void fieldThatDecidesAboutTheMessageIsRefused(String name) {
        RequestEncoder encoder = new RequestEncoder();
        encoder.begin(post(CHUNKED), Bodies.withTrailers("hello", Fields.of("X-A", "1", name, "2")));
        ByteBuffer out = ByteBuffer.allocate(1000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(out))
                .withMessage("the field " + name + " must not be in a trailer section (RFC 9110 section 6.5.1)");
        assertThat(new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1))
                .isEqualTo(post(CHUNKED) + "0005\r\nhello\r\n");
    }

    @ParameterizedTest
    @CsvSource({"Content-Digest", "Server-Timing", "X-Range", "Iffy", "Hosts", "ETag"})
    void fieldThatOnlyDescribesTheBodyIsSent(String name) throws IOException {
        ParsedRequest parsed = inRoom(100).parsed(post(CHUNKED), Bodies.withTrailers("hello", Fields.of(name, "1")));

        assertThat(parsed.trailerLines()).containsExactly(name + ": 1");
    }

    @Test
    void encoderServesAnotherRequestAfterTrailersWereRefused() throws IOException {
        RequestEncoder encoder = new RequestEncoder();
        encoder.begin(post(CHUNKED), Bodies.withTrailers("", Fields.of("Host", "h")));
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(ByteBuffer.allocate(1000)));

        assertThat(new Encoding(encoder, 100, false)
                        .parsed(post(CHUNKED), Bodies.of("two"))
                        .body())
                .isEqualTo("two");
    }

    @Test
    void closingASourceOfOctetsDoesNothing() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        BodySource source = _ -> reads.incrementAndGet();
        source.close();

        assertThat(reads).hasValue(0);
        assertThat(source.trailers()).isEqualTo(Fields.NONE);
    }

    private static List<String> lines(Fields fields) {
        List<String> lines = new ArrayList<>();
        fields.forEach(field -> lines.add(field.toString()));
        return lines;
    }
}
