package wirebench.client.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// What comes by way of TLS as a stream, which gets sealed octets from a socket's own stream: that knows a
/// timeout, which a channel's read does not. Confined to whoever carries out the exchange.
public final class TlsInput extends InputStream {
    private final TlsConduit tls;
    private final InputStream sealed;

    /// Stands above a conduit.
    ///
    /// @param tls opens what is read
    /// @param sealed the same connection's octets as they come
    public TlsInput(TlsConduit tls, InputStream sealed) {
        this.tls = tls;
        this.sealed = sealed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        return length == 0 ? 0 : tls.read(sealed, ByteBuffer.wrap(to, offset, length));
    }

    /// {@inheritDoc}
    ///
    /// @return not 0 also if what has come is TLS's own and nothing for the application
    @Override
    public int available() throws IOException {
        return tls.holdsInput() ? 1 : sealed.available();
    }
}
