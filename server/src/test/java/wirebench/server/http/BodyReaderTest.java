package wirebench.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BodyReaderTest {
    private static final String CHUNKS =
            "5;name=\"value\"\r\nhello\r\n00B \t\r\n, world and\r\n4\r\n all\r\n000\r\nX-Trailer: yes\r\nY: \r\n\r\n";

    private final BodyReader reader = new BodyReader(1000);

    static IntStream everySplit() {
        return IntStream.rangeClosed(0, CHUNKS.length());
    }

    @ParameterizedTest
    @MethodSource("everySplit")
    void chunkedBodyIsTheSameWhereverTheWireIsSplit(int split) {
        begin("Transfer-Encoding: chunked");
        String body = read(CHUNKS.substring(0, split)) + read(CHUNKS.substring(split));
        assertThat(body).isEqualTo("hello, world and all");
        assertThat(reader.ended()).isTrue();
    }

    @Test
    void chunkedBodyMayComeOneOctetAtATime() {
        begin("Transfer-Encoding: chunked");
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < CHUNKS.length(); i++) {
            assertThat(reader.ended()).isFalse();
            body.append(read(CHUNKS.substring(i, i + 1)));
        }
        assertThat(body).hasToString("hello, world and all");
        assertThat(reader.ended()).isTrue();
    }

    @Test
    void bodyOfKnownLengthEndsThere() {
        begin("Content-Length: 5");
        ByteBuffer wire = ByteBuffer.wrap("helloGET".getBytes(ISO_8859_1));
        assertThat(reader.available(wire)).isEqualTo(5);
        reader.taken(2);
        wire.position(2);
        assertThat(reader.available(wire)).isEqualTo(3);
        reader.taken(3);
        assertThat(reader.ended()).isTrue();
        assertThat(reader.available(wire.position(5))).isZero();
        assertThat(wire.position()).isEqualTo(5);
    }

    @Test
    void requestWithoutFramingHasNoBody() {
        begin("X: y");
        assertThat(reader.ended()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHUNK          | g~",
                "CHUNK          | ~",
                "CHUNK          | ;x~",
                "CHUNK          | 5x~",
                "CHUNK          | -5~",
                "CHUNK          | 1^x~a~0~~",
                "CHUNK          | 1;a\u0001~",
                "CHUNK          | 1~ab~0~~",
                "CHUNK          | 1~a^x~0~~",
                "CHUNK          | 0~X: y^z~~",
                "CHUNK          | 0~ folded~~",
                "CHUNK          | 0~^x",
                "BODY_TOO_LARGE | 3e9~",
                "BODY_TOO_LARGE | ffffffffffffffffffffffff~",
            })
    void brokenChunkIsRefused(Refusal expected, String pattern) {
        begin("Transfer-Encoding: chunked");
        read(pattern.replace("~", "\r\n").replace("^", "\r"));
        assertThat(reader.refusal()).isEqualTo(expected);
        assertThat(reader.ended()).isFalse();
    }

    @Test
    void manySmallChunksMayNotAddUpBeyondTheLimit() {
        begin("Transfer-Encoding: chunked");
        read("1\r\na\r\n".repeat(1000));
        assertThat(reader.refusal()).isNull();
        read("1\r\n");
        assertThat(reader.refusal()).isEqualTo(Refusal.BODY_TOO_LARGE);
    }

    @Test
    void bodyOfKnownLengthBeyondTheLimitIsRefusedAtOnce() {
        begin("Content-Length: 1001");
        assertThat(reader.refusal()).isEqualTo(Refusal.BODY_TOO_LARGE);
    }

    @Test
    void endlessExtensionsAreRefused() {
        begin("Transfer-Encoding: chunked");
        read("1;" + "x".repeat(9000));
        assertThat(reader.refusal()).isEqualTo(Refusal.CHUNK);
    }

    private void begin(String field) {
        RequestHead head = new RequestHead();
        byte[] wire = ("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n").getBytes(ISO_8859_1);
        assertThat(new HeadParser(head).feed(ByteBuffer.wrap(wire))).isEqualTo(HeadParser.Outcome.COMPLETE);
        reader.begin(head);
    }

    private String read(String octets) {
        ByteBuffer wire = ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
        StringBuilder body = new StringBuilder();
        for (int available = reader.available(wire); available > 0; available = reader.available(wire)) {
            body.append(octets, wire.position(), wire.position() + available);
            wire.position(wire.position() + available);
            reader.taken(available);
        }
        return body.toString();
    }
}
