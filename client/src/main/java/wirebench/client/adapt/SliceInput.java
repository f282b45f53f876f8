package wirebench.client.adapt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A body as a stream, copied to the caller straight from the slices in which it came.
public final class SliceInput extends InputStream {
    /// Where the slices come from.
    public interface Slices {
        /// Waits for octets.
        ///
        /// @return a slice that is not empty, the same one until it is; or an empty one at the end of the body
        /// @throws IOException if there is no whole body
        ByteBuffer current() throws IOException;

        /// Tells that octets were taken from the current slice.
        void taken();

        /// Tells that no more will be taken.
        void close();
    }

    private final Slices slices;

    public SliceInput(Slices slices) {
        this.slices = slices;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        ByteBuffer slice = slices.current();
        if (!slice.hasRemaining()) {
            return -1;
        }
        int octets = Math.min(length, slice.remaining());
        slice.get(to, offset, octets);
        slices.taken();
        return octets;
    }

    @Override
    public void close() {
        slices.close();
    }
}
