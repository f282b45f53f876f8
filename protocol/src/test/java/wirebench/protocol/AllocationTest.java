package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Counts the bytes that decoding and encoding allocate once all arrays have grown to their size.
@Tag("optimised")
final class AllocationTest {
    private static final int EXCHANGES = 200_000;
    private static final double NOTHING = 0.1; // bytes per exchange; an object would be 16 at least

    enum Response {
        SMALL("HTTP/1.1 200 OK", "Content-Length: 13", "", "Hello, World!"),
        TYPICAL(
                "HTTP/1.1 200 OK",
                "Date: Sun, 22 Nov 2026 10:00:00 GMT",
                "Server: wire",
                "Connection: keep-alive",
                "Cache-Control: private, max-age=0",
                "Content-Type: application/json; charset=utf-8",
                "ETag: \"0123456789abcdef0123456789abcdef\"",
                "Vary: Accept-Encoding, Cookie",
                "Set-Cookie: " + "s".repeat(200),
                "Set-Cookie: " + "t".repeat(150),
                "Strict-Transport-Security: max-age=31536000; includeSubDomains",
                "X-Request-Id: 7d1f0c5e",
                "Content-Length: 13",
                "",
                "Hello, World!"),
        CHUNKED(
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: gzip, chunked",
                "Fold: a",
                " b",
                "",
                "5;a=\"b\"",
                "Hello",
                "8",
                ", World!",
                "0",
                "X-Checksum: 1",
                "",
                "");

        private final String text;

        Response(String... lines) {
            text = String.join("\r\n", lines);
        }
    }

    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
    private final RequestEncoder encoder = new RequestEncoder();
    private final ByteBuffer out = ByteBuffer.allocateDirect(256);
    private final ByteBuffer body = ByteBuffer.allocate(1000);
    private final BodySource source = this::read;

    private interface Exchange {
        void run() throws IOException, DecodeException;
    }

    @ParameterizedTest
    @EnumSource(Response.class)
    void decodingAllocatesNothing(Response response) throws IOException, DecodeException {
        byte[] octets = response.text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer heap = ByteBuffer.wrap(octets);
        ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(octets);

        assertThat(bytesPerExchange(() -> decode(heap, octets.length))).isLessThan(NOTHING);
        assertThat(bytesPerExchange(() -> decode(direct, octets.length))).isLessThan(NOTHING);
        assertThat(bytesPerExchange(() -> decode(direct, octets.length / 3))).isLessThan(NOTHING);
    }

    @Test
    void encodingAllocatesNothing() throws IOException, DecodeException {
        RequestHead get = RequestHead.of("GET", "/", "h", Fields.of("A", "1"), new RequestFraming.None());
        RequestHead post = RequestHead.of("POST", "/", "h", Fields.NONE, new RequestFraming.Length(1000));
        RequestHead chunked = RequestHead.of("POST", "/", "h", Fields.NONE, new RequestFraming.Chunked());
        Fields expect = Fields.of("Expect", "100-continue");
        RequestHead held = RequestHead.of("POST", "/", "h", expect, new RequestFraming.Chunked());

        for (RequestHead head : new RequestHead[] {get, post, chunked, held}) {
            assertThat(bytesPerExchange(() -> encode(head))).isLessThan(NOTHING);
        }
    }

    private static double bytesPerExchange(Exchange exchange) throws IOException, DecodeException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1_000; i++) {
            exchange.run();
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EXCHANGES; i++) {
            exchange.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) EXCHANGES;
    }

    private void decode(ByteBuffer in, int piece) throws DecodeException {
        decoder.begin("GET");
        in.position(0).limit(piece);
        while (true) {
            switch (decoder.next(in)) {
                case INTERIM, HEAD -> {}
                case BODY -> in.position(in.position() + decoder.bodyOctets());
                case OCTETS_NEEDED -> in.limit(Math.min(in.capacity(), in.position() + piece));
                case END -> {
                    return;
                }
            }
        }
    }

    private void encode(RequestHead head) throws IOException {
        body.clear();
        encoder.begin(head, source);
        while (!encoder.encode(out.clear())) {
            if (encoder.holdsBody()) {
                encoder.releaseBody();
            }
        }
    }

    private int read(ByteBuffer room) {
        if (!body.hasRemaining()) {
            return -1;
        }
        int octets = Math.min(body.remaining(), room.remaining());
        room.put(room.position(), body, body.position(), octets).position(room.position() + octets);
        body.position(body.position() + octets);
        return octets;
    }
}
