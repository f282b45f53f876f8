package wirebench.jmh.codec;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.ContentLengthOutputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import wirebench.protocol.Field;

/// The classic writer of Apache's HttpCore: lines are formatted as characters each time they are sent, then turned
/// into octets in a buffer, which is flushed to a stream that copies them.
final class HttpcoreEncoderArm implements EncoderArm {
    private static final int BUFFER_OCTETS = 8 * 1024;

    private final SampleRequest sample;
    private final byte[] body;
    private final SessionOutputBuffer buffer = new SessionOutputBufferImpl(BUFFER_OCTETS);
    private final DefaultHttpRequestWriter writer = new DefaultHttpRequestWriter();
    private final Sent sent = new Sent();
    private ClassicHttpRequest request;

    HttpcoreEncoderArm(SampleRequest sample) {
        this.sample = sample;
        body = sample.body();
        request = request();
    }

    private ClassicHttpRequest request() {
        ClassicHttpRequest made = new BasicClassicHttpRequest(sample.method(), SampleRequest.TARGET);
        made.addHeader("Host", SampleRequest.HOST);
        for (Field field : sample.fields()) {
            made.addHeader(field.name(), field.value());
        }
        if (sample.hasBody()) {
            made.addHeader("Content-Length", Integer.toString(body.length));
        }
        return made;
    }

    @Override
    public void make() {
        request = request();
    }

    @Override
    public int encode() throws IOException, HttpException {
        sent.octets = 0;
        writer.write(request, buffer, sent);
        if (sample.hasBody()) {
            try (OutputStream content = new ContentLengthOutputStream(buffer, sent, body.length)) {
                content.write(body);
            }
        }
        buffer.flush(sent);
        return sent.octets;
    }

    /// A socket's stream, which copies what it is given.
    private static final class Sent extends OutputStream {
        private final byte[] copy = new byte[2 * BUFFER_OCTETS];
        private int octets;

        @Override
        public void write(byte[] from, int offset, int length) {
            System.arraycopy(from, offset, copy, octets, length);
            octets += length;
        }

        @Override
        public void write(int octet) {
            copy[octets++] = (byte) octet;
        }
    }
}
