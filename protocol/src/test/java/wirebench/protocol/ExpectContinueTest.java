package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `Expect: 100-continue`, in the head and in the encoder.
final class ExpectContinueTest {
    private static final RequestFraming CHUNKED = new RequestFraming.Chunked();
    private static final RequestFraming FIVE = new RequestFraming.Length(5);
    private static final Fields EXPECT = Fields.of("Expect", "100-continue");

    private final RequestEncoder encoder = new RequestEncoder();

    @ParameterizedTest
    @CsvSource({"Expect, 100-continue", "expect, 100-Continue", "EXPECT, 100-CONTINUE"})
    void expectationIsRecognisedInAnyCaseAndSentAsItIs(String name, String value) {
        RequestHead head = head(Fields.of(name, value), FIVE);

        assertThat(head.expectsContinue()).isTrue();
        assertThat(head.toString()).contains("\r\n" + name + ": " + value + "\r\n");
    }

    @Test
    void requestWithoutTheFieldExpectsNothing() {
        assertThat(head(Fields.of("Expected", "100-continue"), FIVE).expectsContinue())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "continue",
                "100-continue, 100-continue",
                "100-continue;q=1",
                "200-ok",
                "\"100-continue\""
            })
    void anyOtherExpectationIsRefused(String value) {
        assertRefused(
                Fields.of("Expect", value),
                FIVE,
                "a request may expect 100-continue and nothing else, not '" + value + "'");
    }

    @Test
    void refusalShowsNoControlCharacters() {
        assertRefused(
                Fields.of("Expect", "a\t\u009bb"),
                FIVE,
                "a request may expect 100-continue and nothing else, not 'a\\u0009\\u009bb'");
    }

    @Test
    void severalExpectationsAreRefused() {
        assertRefused(
                Fields.of("Expect", "100-continue", "expect", "100-continue"), FIVE, "a request has one Expect, not 2");
    }

    @Test
    void requestWithoutABodyMustNotExpect() {
        for (RequestFraming framing : new RequestFraming[] {new RequestFraming.None(), new RequestFraming.Length(0)}) {
            assertRefused(
                    EXPECT, framing, "a request without a body must not expect 100-continue (RFC 9110 section 10.1.1)");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodyIsHeldOnceTheHeadHasBeenPutWhateverTheRoom(boolean direct) throws IOException {
        for (RequestFraming framing : new RequestFraming[] {CHUNKED, FIVE}) {
            RequestHead head = head(EXPECT, framing);
            for (int room = 1; room <= head.length() + 20; room++) {
                encoder.begin(head, Bodies.of("hello"));
                Encoding encoding = new Encoding(encoder, room, direct);
                StringBuilder put = new StringBuilder();
                while (put.length() < head.length()) {
                    assertThat(encoder.holdsBody()).isFalse();
                    put.append(encoding.once());
                }
                assertThat(put).hasToString(head.toString());
                assertThat(encoder.holdsBody()).isTrue();
            }
        }
    }

    @Test
    void nothingIsPutUntilTheBodyIsReleased() throws IOException {
        RequestHead head = head(EXPECT, CHUNKED);
        encoder.begin(head, Bodies.withTrailers("hello", Fields.of("X", "1")));
        ByteBuffer out = ByteBuffer.allocate(1000);
        assertThat(encoder.encode(out)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(encoder.encode(out.clear())).isFalse();
            assertThat(out.position()).isZero();
            assertThat(encoder.holdsBody()).isTrue();
        }

        encoder.releaseBody();
        assertThat(encoder.holdsBody()).isFalse();
        assertThat(new Encoding(encoder, 100, false).rest()).isEqualTo("0005\r\nhello\r\n0\r\nX: 1\r\n\r\n");
        assertThat(encoder.holdsBody()).isFalse();
    }

    @Test
    void sourceIsNotReadWhileItsBodyIsHeld() throws IOException {
        encoder.begin(head(EXPECT, FIVE), _ -> {
            throw new IOException("read too early");
        });
        assertThat(encoder.encode(ByteBuffer.allocate(1000))).isFalse();
        encoder.releaseBody();

        assertThatThrownBy(() -> encoder.encode(ByteBuffer.allocate(1000))).hasMessage("read too early");
    }

    @Test
    void bodyReleasedBeforeItsHeadIsOutIsNotHeld() throws IOException {
        RequestHead head = head(EXPECT, FIVE);
        encoder.begin(head, Bodies.of("hello"));
        new Encoding(encoder, 10, false).once();
        encoder.releaseBody();

        assertThat(new Encoding(encoder, 1000, false).rest())
                .isEqualTo(head.toString().substring(10) + "hello");
    }

    @Test
    void releasingTwiceIsLikeReleasingOnce() throws IOException {
        encoder.begin(head(EXPECT, FIVE), Bodies.of("hello"));
        encoder.encode(ByteBuffer.allocate(1000));
        encoder.releaseBody();
        encoder.releaseBody();

        assertThat(new Encoding(encoder, 1000, false).rest()).isEqualTo("hello");
    }

    @Test
    void bodyOfTheNextRequestIsHeldAnew() throws IOException {
        for (int i = 0; i < 3; i++) {
            encoder.begin(head(EXPECT, FIVE), Bodies.of("hello"));
            assertThat(encoder.encode(ByteBuffer.allocate(1000))).isFalse();
            assertThat(encoder.holdsBody()).isTrue();
            encoder.releaseBody();
            assertThat(new Encoding(encoder, 1000, false).rest()).isEqualTo("hello");
        }
    }

    @Test
    void requestThatExpectsNothingIsNeverHeld() throws IOException {
        RequestHead head = head(Fields.NONE, FIVE);
        encoder.begin(head, Bodies.hesitant("hello", 1));
        for (boolean complete = false; !complete; ) {
            complete = encoder.encode(ByteBuffer.allocate(7));
            assertThat(encoder.holdsBody()).isFalse();
        }
    }

    @Test
    void nextRequestAfterAnAbandonedOneThatWasHeldIsNotHeld() throws IOException {
        encoder.begin(head(EXPECT, FIVE), Bodies.of("hello"));
        encoder.encode(ByteBuffer.allocate(1000));
        assertThat(encoder.holdsBody()).isTrue();
        RequestHead next = head(Fields.NONE, FIVE);

        assertThat(new Encoding(encoder, 1000, false).text(next, Bodies.of("other")))
                .isEqualTo(next + "other");
    }

    private static RequestHead head(Fields fields, RequestFraming framing) {
        return RequestHead.of("PATCH", "/", "h", fields, framing);
    }

    private static void assertRefused(Fields fields, RequestFraming framing, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> head(fields, framing))
                .withMessage(message);
    }
}
