package wirebench.jmh.records;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wirebench.jmh.measure.RawExchange;

/// The other end of one connection on 127.0.0.1: a thread that reads until the end and counts.
final class OctetSink implements AutoCloseable {
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final int BACKLOG = 1;
    private static final long END_SECONDS = 10;

    private final ServerSocketChannel listener;
    private final FutureTask<Long> reading = new FutureTask<>(this::read);

    OctetSink() throws IOException {
        listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), BACKLOG);
        Thread.ofPlatform().daemon().name("sink").start(reading);
    }

    /// A connection to it, without Nagle's algorithm.
    SocketChannel connect() throws IOException {
        return RawExchange.connect(((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    private long read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
        long octets = 0;
        try (SocketChannel channel = listener.accept()) {
            for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer.clear())) {
                octets += count;
            }
        }
        return octets;
    }

    /// How many octets came, once the connection has been closed by the writer.
    long octets() throws IOException, InterruptedException {
        try {
            return reading.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the sink did not come to the end", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
