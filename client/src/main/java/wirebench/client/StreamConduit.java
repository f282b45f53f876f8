package wirebench.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/// Buffered streams over a socket; the calls below the buffers are counted, not those above. Takes heap buffers.
/// Confined to whoever carries out the exchange.
final class StreamConduit implements Conduit {
    private final InputStream in;
    private final OutputStream out;

    StreamConduit(Socket socket, CallCounter counter, int bufferOctets) throws IOException {
        in = new BufferedInputStream(new CountedInput(socket.getInputStream(), counter), bufferOctets);
        out = new BufferedOutputStream(new CountedOutput(socket.getOutputStream(), counter), bufferOctets);
    }

    /// What is left to read, buffered or not.
    InputStream input() {
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

    private static final class CountedInput extends FilterInputStream {
        private final CallCounter counter;

        CountedInput(InputStream in, CallCounter counter) {
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

    private static final class CountedOutput extends FilterOutputStream {
        private final CallCounter counter;

        CountedOutput(OutputStream out, CallCounter counter) {
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
}
