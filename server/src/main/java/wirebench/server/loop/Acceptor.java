package wirebench.server.loop;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Count;
import wirebench.server.count.Tally;

/// Accepts connections and hands them out to the loops in turn.
///
/// At the limit of connections, or when the process has no descriptor left, it stops accepting for a moment:
/// clients wait in the backlog then instead of being turned away. Confined to the loop it accepts on.
public final class Acceptor extends Timer implements Ready {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// Connections accepted in one event before those that exist get their turn.
    private static final int TURN_CONNECTIONS = 64;

    private final ServerSocketChannel channel;
    private final SelectionKey key;
    private final EventLoop own;
    private final List<EventLoop> loops;
    private final List<Tally> tallies;
    private final int maxConnections;
    private final ConnectionFault fault;
    private int nextLoop;

    public Acceptor(
            ServerSocketChannel channel, EventLoop own, List<EventLoop> loops, List<Tally> tallies, ServerConfig config)
            throws IOException {
        this.channel = channel;
        this.own = own;
        this.loops = loops;
        this.tallies = tallies;
        this.maxConnections = config.maxConnections();
        this.fault = config.fault();
        this.key = own.register(channel, 0);
    }

    /// Begins to accept.
    public void open() {
        key.attach(this);
        if (fault != ConnectionFault.BACKLOG_FULL) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void ready() {
        for (int i = 0; i < TURN_CONNECTIONS; i++) {
            if (Tally.sum(tallies, Count.OPEN_CONNECTIONS) >= maxConnections) {
                pause();
                return;
            }
            if (!acceptOne()) {
                return;
            }
        }
    }

    private boolean acceptOne() {
        SocketChannel accepted;
        try {
            accepted = channel.accept();
        } catch (IOException e) {
            pause(); // out of descriptors, most likely; the connection stays in the backlog
            return false;
        }
        if (accepted == null) {
            return false;
        }
        own.tally().add(Count.CONNECTIONS, 1);
        own.tally().add(Count.OPEN_CONNECTIONS, 1);
        try {
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            serve(accepted);
        } catch (IOException e) {
            own.tally().add(Count.OPEN_CONNECTIONS, -1);
            own.close(accepted); // ended before it began
        }
        return true;
    }

    private void serve(SocketChannel accepted) throws IOException {
        switch (fault) {
            case NONE, BACKLOG_FULL, FLAPPING, SLOW_HANDSHAKE, TRUNCATED_RECORD -> {
                loops.get(nextLoop).adopt(accepted);
                nextLoop = (nextLoop + 1) % loops.size();
            }
            case SILENCE -> {
                own.tally().add(Count.FAULTS, 1);
                own.register(accepted, 0).attach(new SilentConnection(own, accepted));
            }
            case RESET_ON_ACCEPT -> {
                own.tally().add(Count.FAULTS, 1);
                own.tally().add(Count.OPEN_CONNECTIONS, -1);
                accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
                own.close(accepted);
            }
        }
    }

    private void pause() {
        key.interestOps(0);
        own.tally().add(Count.ACCEPT_PAUSES, 1);
        own.timers().set(this, System.nanoTime() + PAUSE_NANOS);
    }

    @Override
    void expired() {
        key.interestOps(SelectionKey.OP_ACCEPT);
    }

    @Override
    public void close() {
        own.timers().cancel(this);
        own.close(channel);
    }
}
