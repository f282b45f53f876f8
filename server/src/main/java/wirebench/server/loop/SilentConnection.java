package wirebench.server.loop;

import java.nio.channels.SocketChannel;
import wirebench.server.count.Count;

/// A connection that is neither read nor written, for `ConnectionFault.SILENCE`. It stays open until
/// the server ends.
record SilentConnection(EventLoop loop, SocketChannel channel) implements Ready {
    @Override
    public void ready() {
        // Nothing is listened for.
    }

    @Override
    public void close() {
        loop.tally().add(Count.OPEN_CONNECTIONS, -1);
        loop.close(channel);
    }
}
