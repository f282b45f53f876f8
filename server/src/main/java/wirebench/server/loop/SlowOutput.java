package wirebench.server.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Writes octets one at a time with a pause between two, for `ConnectionFault.SLOW_HANDSHAKE`.
///
/// Confined to the event loop.
final class SlowOutput extends Timer {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final Ready owner;
    private final long pauseNanos;

    /// @param owner is called when the next octet can be written
    SlowOutput(EventLoop loop, SocketChannel channel, Ready owner, long pauseNanos) {
        this.loop = loop;
        this.channel = channel;
        this.owner = owner;
        this.pauseNanos = pauseNanos;
    }

    /// Writes the first of these octets, or none while there is a pause.
    void write(ByteBuffer octets) throws IOException {
        if (tick == UNSET) {
            int limit = octets.limit();
            try {
                channel.write(octets.limit(octets.position() + 1));
            } finally {
                octets.limit(limit);
            }
            loop.timers().set(this, System.nanoTime() + pauseNanos);
        }
    }

    @Override
    void expired() {
        loop.callSoon(owner);
    }

    void cancel() {
        loop.timers().cancel(this);
    }
}
