package wirebench.jmh.codec;

import java.nio.ByteBuffer;
import org.openjdk.jmh.infra.Blackhole;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.Limits;
import wirebench.protocol.ResponseDecoder;

/// Ours: the head is copied once and its fields are views, so nothing is made. The values are copied out as octets.
/// With `strings` every name and value is made a string, as the peers do.
final class WirebenchDecoderArm implements DecoderArm {
    private static final int LARGEST_VALUE = 1024;

    private final Fragments response;
    private final BodyTarget target;
    private final boolean strings;
    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
    private final ByteBuffer in;
    private final ByteBuffer value = ByteBuffer.allocate(LARGEST_VALUE);

    WirebenchDecoderArm(Fragments response, BodyTarget target, boolean strings) {
        this.response = response;
        this.target = target;
        this.strings = strings;
        in = ByteBuffer.allocateDirect(response.octets().length).put(response.octets());
    }

    @Override
    public long decode(Blackhole hole) throws Exception {
        in.limit(response.rewind()).position(0);
        decoder.begin("GET");
        long body = 0;
        while (true) {
            switch (decoder.next(in)) {
                case OCTETS_NEEDED -> in.limit(response.next());
                case HEAD -> head(hole);
                case BODY -> body += target.take(in, decoder.bodyOctets());
                case INTERIM -> {}
                case END -> {
                    return body;
                }
            }
        }
    }

    private void head(Blackhole hole) {
        hole.consume(decoder.head().status());
        if (strings) {
            Fields copied = decoder.head().fields().copy();
            hole.consume(copied.first("Content-Length"));
            hole.consume(copied.first("Content-Type"));
        } else {
            hole.consume(octets("Content-Length"));
            hole.consume(octets("Content-Type"));
        }
    }

    private ByteBuffer octets(String name) {
        FieldSection fields = decoder.head().fields();
        int index = fields.indexOf(name);
        value.clear();
        if (index >= 0) {
            fields.copyValue(index, value);
        }
        return value;
    }

    @Override
    public int status() {
        return decoder.head().status();
    }

    @Override
    public int fieldCount() {
        return decoder.head().fields().count();
    }
}
