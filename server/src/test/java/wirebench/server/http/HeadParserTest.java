package wirebench.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadParserTest {
    private static final String WIRE = String.join(
            "\r\n",
            "",
            "POST /echo?x=1 HTTP/1.1",
            "Host: a",
            "X-Empty:",
            "CONTENT-length: \t 42 \t",
            "connection: x , Close,y",
            "Expect: 100-Continue",
            "",
            "");

    private final RequestHead head = new RequestHead();
    private final HeadParser parser = new HeadParser(head);

    static IntStream everySplit() {
        return IntStream.range(0, WIRE.length());
    }

    @ParameterizedTest
    @MethodSource("everySplit")
    void headIsTheSameWhereverTheWireIsSplit(int split) {
        ByteBuffer wire = ByteBuffer.wrap(WIRE.getBytes(ISO_8859_1));
        assertThat(parser.feed(wire.limit(split))).isEqualTo(HeadParser.Outcome.INCOMPLETE);
        assertThat(wire.position()).isZero();
        assertThat(parser.feed(wire.limit(WIRE.length()))).isEqualTo(HeadParser.Outcome.COMPLETE);
        assertThat(wire.position()).isEqualTo(WIRE.length());
        assertHead();
    }

    @Test
    void headMayComeOneOctetAtATimeInAnyBuffer() {
        for (int end = 1; end < WIRE.length(); end++) {
            ByteBuffer moved = ByteBuffer.allocateDirect(WIRE.length() + end).position(end);
            moved.put(WIRE.getBytes(ISO_8859_1), 0, end).flip().position(end);
            assertThat(parser.feed(moved)).isEqualTo(HeadParser.Outcome.INCOMPLETE);
        }
        assertThat(parser.feed(ByteBuffer.wrap(WIRE.getBytes(ISO_8859_1)))).isEqualTo(HeadParser.Outcome.COMPLETE);
        assertHead();
    }

    private void assertHead() {
        assertThat(head.method()).isEqualTo(Method.POST);
        assertThat(WIRE.substring(head.targetStart(), head.targetEnd())).isEqualTo("/echo?x=1");
        assertThat(WIRE.substring(head.methodStart(), head.methodEnd())).isEqualTo("POST");
        assertThat(WIRE.substring(head.fieldsStart())).startsWith("Host: a");
        assertThat(head.version11()).isTrue();
        assertThat(head.contentLength()).isEqualTo(42);
        assertThat(head.persistence()).isEqualTo(Persistence.CLOSED);
        assertThat(head.awaitsContinue()).isTrue();
        assertThat(head.length()).isEqualTo(WIRE.length());
    }

    @Test
    void nextHeadBeginsBehindTheFirst() {
        ByteBuffer wire = ByteBuffer.wrap(
                "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n"
                        .getBytes(ISO_8859_1));
        assertThat(parser.feed(wire)).isEqualTo(HeadParser.Outcome.COMPLETE);
        assertThat(head.method()).isEqualTo(Method.HEAD);
        assertThat(parser.feed(wire)).isEqualTo(HeadParser.Outcome.COMPLETE);
        assertThat(head.method()).isEqualTo(Method.GET);
        assertThat(head.persistence()).isEqualTo(Persistence.KEPT);
        assertThat(wire.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, '', CLOSED",
        "1.0, 'Connection: Keep-Alive', KEPT_ON_REQUEST",
        "1.0, 'Connection: keep-alive, close', CLOSED",
        "1.1, 'X: y', KEPT",
        "1.1, 'Connection: upgrade', KEPT",
        "1.1, 'Connection: CLOSE', CLOSED",
        "1.2, 'X: y', KEPT",
    })
    void persistenceFollowsVersionAndConnection(String version, String field, Persistence expected) {
        String line = field.isEmpty() ? "" : field + "\r\n";
        parse("GET / HTTP/" + version + "\r\nHost: a\r\n" + line + "\r\n");
        assertThat(head.persistence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUEST_LINE      | GET  / HTTP/1.1~~",
                "REQUEST_LINE      | GET /~~",
                "REQUEST_LINE      | GET / ~~",
                "REQUEST_LINE      | GET / HTTP/1.1 ~~",
                "REQUEST_LINE      | GET / http/1.1~~",
                "REQUEST_LINE      | GET / HTTP/1.x~~",
                "REQUEST_LINE      | GET / HTTP/11~~",
                "REQUEST_LINE      | GE(T / HTTP/1.1~~",
                "REQUEST_LINE      | GET /é HTTP/1.1~~",
                "REQUEST_LINE      | (",
                "LINE_END          | GET / HTTP/1.1^Host: a~~",
                "LINE_END          | ^GET / HTTP/1.1~~",
                "LINE_END          | GET / HTTP/1.1~Host: a^~",
                "LINE_END          | GET / HTTP/1.1~Host: a~^X",
                "VERSION           | GET / HTTP/2.0~Host: a~~",
                "VERSION           | GET / HTTP/0.9~Host: a~~",
                "FIELD_LINE        | GET / HTTP/1.1~Host: a~ folded~~",
                "FIELD_LINE        | GET / HTTP/1.1~Host : a~~",
                "FIELD_LINE        | GET / HTTP/1.1~: a~~",
                "FIELD_LINE        | GET / HTTP/1.1~Host~~",
                "FIELD_LINE        | GET / HTTP/1.1~Host: a\u0001~~",
                "FIELD_LINE        | GET / HTTP/1.1~Host: a\u007f~~",
                "HOST              | GET / HTTP/1.1~~",
                "HOST              | GET / HTTP/1.1~Host: a~host: a~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length: 1, 1~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length: +1~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length: -1~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length:~~",
                "CONTENT_LENGTH    | GET / HTTP/1.1~Host: a~Content-Length: 9999999999999999999~~",
                "TWO_FRAMINGS      | GET / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked~~",
                "CODING            | GET / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~",
                "CODING            | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~",
                "CODING_BEFORE_1_1 | GET / HTTP/1.0~Transfer-Encoding: chunked~~",
                "EXPECTATION       | GET / HTTP/1.1~Host: a~Expect: more~~",
            })
    void brokenHeadIsRefused(Refusal expected, String pattern) {
        String wire = pattern.replace("~", "\r\n").replace("^", "\r");
        assertThat(parser.feed(ByteBuffer.wrap(wire.getBytes(ISO_8859_1)))).isEqualTo(HeadParser.Outcome.REFUSED);
        assertThat(parser.refusal()).isEqualTo(expected);
        assertThat(parser.feed(ByteBuffer.wrap(wire.getBytes(ISO_8859_1)))).isEqualTo(HeadParser.Outcome.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GETX", "get", "XXXXXGET", "M-SEARCH", "VERYLONGMETHODGET"})
    void otherMethodsAreNotMistakenForKnownOnes(String method) {
        parse(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(head.method()).isEqualTo(Method.OTHER);
    }

    @Test
    void headUpToTheLimitIsTakenAndOneOctetMoreIsNot() {
        String start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        String fill = "x".repeat(HeadParser.MAX_OCTETS - start.length() - 4);
        parse(start + fill + "\r\n\r\n");
        assertThat(refusalOf(start + fill + "y\r\n\r\n")).isEqualTo(Refusal.HEAD_TOO_LARGE);
    }

    @Test
    void requestLineThatFillsTheLimitIsCalledTooLong() {
        assertThat(refusalOf("GET /" + "x".repeat(HeadParser.MAX_OCTETS))).isEqualTo(Refusal.TARGET_TOO_LONG);
    }

    @Test
    void hundredFieldsAreTakenAndOneMoreIsNot() {
        String hundred = "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(HeadParser.MAX_FIELDS - 1);
        parse(hundred + "\r\n");
        assertThat(refusalOf(hundred + "X: y\r\n\r\n")).isEqualTo(Refusal.HEAD_TOO_LARGE);
    }

    private void parse(String wire) {
        assertThat(parser.feed(ByteBuffer.wrap(wire.getBytes(ISO_8859_1)))).isEqualTo(HeadParser.Outcome.COMPLETE);
    }

    private Refusal refusalOf(String wire) {
        assertThat(parser.feed(ByteBuffer.wrap(wire.getBytes(ISO_8859_1)))).isEqualTo(HeadParser.Outcome.REFUSED);
        return parser.refusal();
    }
}
