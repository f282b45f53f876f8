package wirebench.client.body;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import wirebench.protocol.BodySource;

/// The octets of a stream, as many at a time as it has.
final class InputSource implements BodySource {
    private static final int MOST_OCTETS = 8 * 1024;

    private final InputStream in;
    private final byte[] octets = new byte[MOST_OCTETS]; // a stream reads into arrays only

    InputSource(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(ByteBuffer out) throws IOException {
        int length = in.read(octets, 0, Math.min(out.remaining(), octets.length));
        if (length > 0) {
            out.put(octets, 0, length);
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
