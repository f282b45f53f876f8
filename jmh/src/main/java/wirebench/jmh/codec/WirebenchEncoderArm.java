package wirebench.jmh.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import wirebench.protocol.BodySource;
import wirebench.protocol.RequestEncoder;
import wirebench.protocol.RequestFraming;
import wirebench.protocol.RequestHead;

/// Ours: making a request checks it and lays its head out, so that encoding it is a copy.
final class WirebenchEncoderArm implements EncoderArm {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final SampleRequest sample;
    private final RequestFraming framing;
    private final RequestEncoder encoder = new RequestEncoder();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final ByteBuffer body;
    private final BodySource posted = this::read;
    private RequestHead request;

    WirebenchEncoderArm(SampleRequest sample) {
        this.sample = sample;
        framing = sample.hasBody() ? new RequestFraming.Length(sample.posted().length()) : new RequestFraming.None();
        body = ByteBuffer.wrap(sample.body());
        request = head();
    }

    private RequestHead head() {
        return RequestHead.of(sample.method(), SampleRequest.TARGET, SampleRequest.HOST, sample.fields(), framing);
    }

    @Override
    public void make() {
        request = head();
    }

    @Override
    public int encode() throws IOException {
        out.clear();
        body.clear();
        encoder.begin(request, sample.hasBody() ? posted : null);
        if (!encoder.encode(out)) {
            throw new IllegalStateException("the request does not fit " + out);
        }
        return out.position();
    }

    private int read(ByteBuffer to) {
        int octets = body.remaining();
        to.put(body);
        return octets == 0 ? -1 : octets;
    }
}
