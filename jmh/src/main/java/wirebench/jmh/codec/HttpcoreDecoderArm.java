package wirebench.jmh.codec;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/// The classic parser of Apache's HttpCore. It pulls from a stream into a buffer of its own, keeps each field line
/// as characters, and makes the string of a value when it is asked for. A body is always copied out.
final class HttpcoreDecoderArm implements DecoderArm {
    private static final int BUFFER_OCTETS = 8 * 1024;

    private final InputStream in;
    private final SessionInputBuffer buffer = new SessionInputBufferImpl(BUFFER_OCTETS);
    private final DefaultHttpResponseParser parser = new DefaultHttpResponseParser();
    private final byte[] copy = new byte[BUFFER_OCTETS];
    private final Fragments response;
    private int at;
    private int arrived;
    private @Nullable ClassicHttpResponse last;

    HttpcoreDecoderArm(Fragments response) {
        this.response = response;
        in = new Arriving();
    }

    @Override
    public long decode(Blackhole hole) throws Exception {
        at = 0;
        arrived = response.rewind();
        ClassicHttpResponse head = parser.parse(buffer, in);
        hole.consume(head.getCode());
        hole.consume(value(head, "Content-Length"));
        hole.consume(value(head, "Content-Type"));
        last = head;
        long body = 0;
        try (InputStream content = body(DefaultContentLengthStrategy.INSTANCE.determineLength(head))) {
            for (int octets = content.read(copy); octets >= 0; octets = content.read(copy)) {
                body += octets;
            }
        }
        return body;
    }

    private static @Nullable String value(ClassicHttpResponse head, String name) {
        var field = head.getFirstHeader(name);
        return field == null ? null : field.getValue();
    }

    private InputStream body(long length) {
        return length == ContentLengthStrategy.CHUNKED
                ? new ChunkedInputStream(buffer, in)
                : new ContentLengthInputStream(buffer, in, length);
    }

    @Override
    public int status() {
        return last == null ? -1 : last.getCode();
    }

    @Override
    public int fieldCount() {
        return last == null ? -1 : last.getHeaders().length;
    }

    /// A socket's stream, of which a read gets no more than has arrived.
    private final class Arriving extends InputStream {
        @Override
        public int read(byte[] to, int offset, int length) {
            if (at == arrived) {
                arrived = response.next();
            }
            int octets = Math.min(length, arrived - at);
            System.arraycopy(response.octets(), at, to, offset, octets);
            at += octets;
            return octets;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("HttpCore reads into its buffer, never a single octet");
        }
    }
}
