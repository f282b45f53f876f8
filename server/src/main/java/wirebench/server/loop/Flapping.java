package wirebench.server.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Tally;

/// Lets a server come and go, for `ConnectionFault.FLAPPING`: it listens for a period, then closes its listener and
/// all connections for as long, and so on, on the same port.
///
/// Confined to the loop that accepts.
public final class Flapping extends Timer {
    private final List<EventLoop> loops;
    private final List<Tally> tallies;
    private final ServerConfig config;
    private final SocketAddress address;
    private final EventLoop own;
    private @Nullable Acceptor acceptor; // null while it does not listen

    /// @param acceptor the first one, on `address`
    public Flapping(
            Acceptor acceptor, SocketAddress address, List<EventLoop> loops, List<Tally> tallies, ServerConfig config) {
        this.acceptor = acceptor;
        this.address = address;
        this.loops = loops;
        this.tallies = tallies;
        this.config = config;
        this.own = loops.getFirst();
    }

    /// Begins the first period.
    public void begin() {
        own.timers().set(this, System.nanoTime() + config.faultPeriod().toNanos());
    }

    @Override
    void expired() {
        if (acceptor == null) {
            listen();
        } else {
            acceptor.close();
            acceptor = null;
            loops.forEach(EventLoop::closeConnections);
        }
        begin();
    }

    private void listen() {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(address, config.backlog());
            Acceptor next = new Acceptor(channel, own, loops, tallies, config);
            next.open();
            acceptor = next;
        } catch (IOException e) {
            if (channel != null) {
                own.close(channel); // somebody has the port: after another period it may be free
            }
        }
    }
}
