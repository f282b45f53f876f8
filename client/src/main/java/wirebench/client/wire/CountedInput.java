package wirebench.client.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A socket's stream, each read of which is counted. Confined to whoever carries out the exchange.
public final class CountedInput extends FilterInputStream {
    private final CallCounter counter;

    public CountedInput(InputStream in, CallCounter counter) {
        super(in);
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        counter.read();
        return super.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        counter.read();
        return super.read(to, offset, length);
    }
}
