package wirebench.jmh.measure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.SynchronousLane;

/// The floor on threads: writes a request's octets and reads as many as the answer has, and understands neither.
final class RawLane implements SynchronousLane {
    private final RawExchange exchange;
    private final AtomicLong connections;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(RawExchange.BUFFER_OCTETS);
    private @Nullable SocketChannel channel;

    /// @param connections counts those that are opened
    RawLane(RawExchange exchange, AtomicLong connections) {
        this.exchange = exchange;
        this.connections = connections;
        out = exchange.out();
    }

    @Override
    public long exchange() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            open = RawExchange.connect(exchange.port());
            connections.incrementAndGet();
            channel = open;
        }
        out.rewind();
        while (out.hasRemaining()) {
            open.write(out);
        }
        return read(open);
    }

    private long read(SocketChannel from) throws IOException {
        int missing = exchange.responseOctets();
        while (missing > 0) {
            int octets = from.read(in.clear());
            if (octets < 0) {
                throw new EOFException("the server closed the connection");
            }
            missing -= octets;
        }
        if (missing < 0) {
            throw new IOException(-missing + " octets more came than the answer has");
        }
        return exchange.responseOctets();
    }

    @Override
    public void close() {
        SocketChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is gone either way.
            }
        }
    }
}
