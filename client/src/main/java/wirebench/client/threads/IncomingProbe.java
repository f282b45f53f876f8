package wirebench.client.threads;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import wirebench.client.NanoClock;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.WireExchange;

/// What a thread can find out about a connection without waiting in a read of its channel: whether something
/// came, for a moment or for longer. Confined to the thread that holds the lease.
final class IncomingProbe {
    /// Enough for some interim responses at a time.
    private static final int MOST_OCTETS = 1024;

    private final SocketChannel channel;
    private final Conduit probed;
    private final NanoClock clock;
    private final long spinNanos;
    private final InputStream unread;
    private final boolean buffered;
    private final boolean sealed;
    private final ByteBuffer probe = ByteBuffer.allocate(1);

    /// @param probed reads the connection's octets without a buffer of its own
    /// @param unread tells whether octets can be read at once: the socket's own stream, or one above it
    /// @param buffered whether it is a buffer's, so that nothing may be read past it
    /// @param sealed whether what can be read may be TLS's own, such as a ticket, and nothing that came unasked
    IncomingProbe(
            SocketChannel channel,
            Conduit probed,
            InputStream unread,
            boolean buffered,
            boolean sealed,
            NanoClock clock,
            long spinNanos) {
        this.channel = channel;
        this.probed = probed;
        this.unread = unread;
        this.buffered = buffered;
        this.sealed = sealed;
        this.clock = clock;
        this.spinNanos = spinNanos;
    }

    /// Looks again and again for a while whether something came, if the strategy says so, before a read that
    /// waits.
    void spin() throws IOException {
        if (spinNanos > 0) {
            long until = clock.nanos() + spinNanos;
            while (unread.available() == 0 && clock.nanos() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /// Reads what comes within some time. A deadline would cost the connection; a channel's own read knows no
    /// other, so this is the one place where the socket itself has a timeout.
    ///
    /// @return false if nothing came
    boolean readWithin(WireExchange wire, Conduit conduit, long nanos) throws IOException {
        try {
            channel.socket().setSoTimeout(Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE));
            int octets = buffered
                    ? wire.response().read(conduit)
                    : read(wire.response().in());
            if (octets < 0) {
                throw new EOFException();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            channel.socket().setSoTimeout(0);
        }
    }

    /// Whether no octet came unasked; one system call (more only if something came by way of TLS), which does not
    /// tell whether the connection has ended.
    boolean nothingCame() {
        try {
            return unread.available() == 0 || (sealed && silent());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether no octet came unasked and the connection has not ended; three system calls.
    boolean silent() {
        try {
            channel.configureBlocking(false);
            int octets = probed.read(probe.clear());
            channel.configureBlocking(true);
            return octets == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int read(ByteBuffer in) throws IOException {
        byte[] octets = new byte[Math.min(MOST_OCTETS, in.remaining())];
        int length = unread.read(octets);
        if (length > 0) {
            in.put(octets, 0, length);
        }
        return length;
    }
}
