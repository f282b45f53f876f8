package wirebench.client.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Buffered streams. Takes heap buffers. Confined to whoever carries out the exchange.
public final class StreamConduit implements Conduit {
    private final InputStream in;
    private final OutputStream out;

    public StreamConduit(InputStream in, OutputStream out, int bufferOctets) {
        this.in = new BufferedInputStream(in, bufferOctets);
        this.out = new BufferedOutputStream(out, bufferOctets);
    }

    /// What is left to read, buffered or not.
    public InputStream input() {
        return in;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int octets = in.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
        if (octets > 0) {
            to.position(to.position() + octets);
        }
        return octets;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int octets = from.remaining();
        out.write(from.array(), from.arrayOffset() + from.position(), octets);
        from.position(from.limit());
        return octets;
    }

    @Override
    public long write(ByteBuffer[] from) throws IOException {
        long octets = 0;
        for (ByteBuffer each : from) {
            octets += write(each);
        }
        return octets;
    }

    @Override
    public boolean flush() throws IOException {
        out.flush();
        return true;
    }
}
