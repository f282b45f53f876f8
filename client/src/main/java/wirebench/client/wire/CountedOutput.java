package wirebench.client.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A socket's stream, each write to which is counted. Confined to whoever carries out the exchange.
public final class CountedOutput extends FilterOutputStream {
    private final CallCounter counter;

    public CountedOutput(OutputStream out, CallCounter counter) {
        super(out);
        this.counter = counter;
    }

    @Override
    public void write(int octet) throws IOException {
        counter.written();
        out.write(octet);
    }

    /// Not the inherited one, which writes octet by octet.
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        counter.written();
        out.write(from, offset, length);
    }
}
