package wirebench.client.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// What goes out by way of TLS as a stream; above a channel that waits. Confined to whoever carries out the
/// exchange.
public final class TlsOutput extends OutputStream {
    private final TlsConduit tls;

    /// Stands above a conduit.
    ///
    /// @param tls seals what is written
    public TlsOutput(TlsConduit tls) {
        this.tls = tls;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        tls.write(ByteBuffer.wrap(from, offset, length));
    }
}
