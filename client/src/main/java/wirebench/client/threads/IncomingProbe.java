package wirebench.client.threads;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import wirebench.client.Deadline;
import wirebench.client.NanoClock;
import wirebench.client.pool.IdleProbe;
import wirebench.client.wire.ResponseSide;

/// What a thread can find out about a connection without waiting in a read of its channel: whether something
/// came, for a moment or for longer. Confined to the thread that holds the lease.
final class IncomingProbe implements IdleProbe {
    /// Enough for some interim responses at a time.
    private static final int MOST_OCTETS = 1024;

    private final SocketStack stack;
    private final NanoClock clock;
    private final long spinNanos;
    private final ByteBuffer probe = ByteBuffer.allocate(1);

    IncomingProbe(SocketStack stack, NanoClock clock, Duration spin) {
        this.stack = stack;
        this.clock = clock;
        spinNanos = Deadline.nanos(spin);
    }

    /// Looks again and again for a while whether something came, if the strategy says so, before a read that
    /// waits.
    void spin() throws IOException {
        if (spinNanos > 0) {
            long until = clock.nanos() + spinNanos;
            InputStream unread = stack.unread();
            while (unread.available() == 0 && clock.nanos() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /// Reads what comes within some time. A deadline would cost the connection; a channel's own read knows no
    /// other, so this is the one place where the socket itself has a timeout.
    ///
    /// @return false if nothing came
    boolean readWithin(ResponseSide response, long nanos) throws IOException {
        Socket socket = stack.channel().socket();
        try {
            socket.setSoTimeout(Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE));
            int octets = stack.buffered() ? response.read(stack.conduit()) : read(response.in());
            if (octets < 0) {
                throw new EOFException();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /// {@inheritDoc}
    ///
    /// One system call, more only if something came by way of TLS.
    @Override
    public boolean nothingCame() {
        try {
            return stack.unread().available() == 0 || (stack.secured() && nothingToRead());
        } catch (IOException e) {
            return false;
        }
    }

    /// {@inheritDoc}
    ///
    /// Three system calls besides.
    @Override
    public boolean isSilent() {
        return nothingCame() && nothingToRead();
    }

    private boolean nothingToRead() {
        try {
            SocketChannel channel = stack.channel();
            channel.configureBlocking(false);
            int octets = stack.unbuffered().read(probe.clear());
            channel.configureBlocking(true);
            return octets == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int read(ByteBuffer in) throws IOException {
        byte[] octets = new byte[Math.min(MOST_OCTETS, in.remaining())];
        int length = stack.unread().read(octets);
        if (length > 0) {
            in.put(octets, 0, length);
        }
        return length;
    }
}
