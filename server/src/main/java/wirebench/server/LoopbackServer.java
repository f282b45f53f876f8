package wirebench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wirebench.server.answer.Capacity;
import wirebench.server.answer.Standstill;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.Counters;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Tally;
import wirebench.server.loop.Acceptor;
import wirebench.server.loop.EventLoop;
import wirebench.server.loop.Flapping;
import wirebench.server.loop.Handshakes;
import wirebench.server.tls.Identity;
import wirebench.server.tls.ServerTls;

/// The server in this process: it answers from [#start] until [#close], on daemon threads of its own.
///
/// The server allocates nothing per exchange. The JDK's selector does, for channels whose descriptor number is
/// above 127: 16 octets for each event, because it looks its keys up by a boxed number. A process that wants none
/// of that runs with `-XX:AutoBoxCacheMax=20000`, as [ServerProcess][wirebench.server.process.ServerProcess] does.
///
/// Thread-safe.
public final class LoopbackServer implements AutoCloseable {
    private final ServerConfig config;
    private final int port;
    private final List<Tally> tallies;
    private final List<EventLoop> loops;
    private final @Nullable Handshakes handshakes;
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoopbackServer(
            ServerConfig config,
            int port,
            List<Tally> tallies,
            List<EventLoop> loops,
            @Nullable Handshakes handshakes) {
        this.config = config;
        this.port = port;
        this.tallies = tallies;
        this.loops = loops;
        this.handshakes = handshakes;
    }

    /// Begins to listen. When this returns, connections are accepted.
    ///
    /// @param config where to listen, and the limits
    /// @return the running server
    /// @throws IllegalArgumentException if the fault is one of TLS, and there is none
    /// @throws IOException if the address cannot be listened on: unknown, not of this machine, or in use
    public static LoopbackServer start(ServerConfig config) throws IOException {
        config.requireTlsForFault();
        ServerSocketChannel channel = ServerSocketChannel.open();
        List<EventLoop> loops = new ArrayList<>();
        try {
            channel.configureBlocking(false);
            bind(channel, config);
            return start(config, channel, loops);
        } catch (IOException | RuntimeException e) {
            loops.forEach(EventLoop::discard);
            channel.close();
            throw e;
        }
    }

    private static LoopbackServer start(ServerConfig config, ServerSocketChannel channel, List<EventLoop> loops)
            throws IOException {
        List<Tally> tallies = Stream.generate(Tally::new).limit(config.loops()).toList();
        ServerTls tls = config.tls();
        Handshakes handshakes = tls == null ? null : new Handshakes(tls, config);
        Capacity capacity = new Capacity();
        Standstill standstill = new Standstill();
        for (Tally tally : tallies) {
            String name = "wirebench-server-" + loops.size();
            loops.add(new EventLoop(name, config, tally, tallies, capacity, standstill, handshakes));
        }
        Acceptor acceptor = new Acceptor(channel, loops.getFirst(), loops, tallies, config);
        acceptor.open();
        if (config.fault() == ConnectionFault.FLAPPING) {
            new Flapping(acceptor, channel.getLocalAddress(), loops, tallies, config).begin();
        }
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort(); // while the channel is surely open
        loops.forEach(EventLoop::start);
        return new LoopbackServer(config, port, tallies, loops, handshakes);
    }

    private static void bind(ServerSocketChannel channel, ServerConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new IOException("cannot listen on " + config.host() + ": unknown host");
        }
        try {
            channel.bind(address, config.backlog());
        } catch (IOException e) {
            String where = config.host() + ":" + config.port();
            throw new IOException("cannot listen on " + where + ": " + e.getMessage(), e);
        }
    }

    /// The port listened on.
    ///
    /// @return the configured one, or the one that was free
    public int port() {
        return port;
    }

    /// Where the server is found.
    ///
    /// @return `http://HOST:PORT`, or `https://HOST:PORT` with TLS, without a path
    public String url() {
        String host = config.host();
        return (handshakes == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }

    /// What was counted so far.
    ///
    /// @return a snapshot
    public Counters counters() {
        return Counters.of(tallies);
    }

    /// Shows another identity, from the next full handshake on. Connections stay open, and sessions begun before
    /// can be resumed.
    ///
    /// @param identity the new one
    /// @throws IllegalStateException if the server speaks no TLS
    public void swapIdentity(Identity identity) {
        tls().context().swapIdentity(identity);
    }

    /// Shows one identity after the other, each from the next full handshake on, until the server is closed.
    /// Connections stay open, and sessions begun before can be resumed.
    ///
    /// @param period how long each is shown; positive
    /// @param identities gives the next one; called on a thread of the server's. If it fails, the last one stays
    /// @throws IllegalStateException if the server speaks no TLS
    public void swapIdentities(Duration period, Supplier<Identity> identities) {
        tls().swapEvery(period, identities);
    }

    private Handshakes tls() {
        if (handshakes == null) {
            throw new IllegalStateException("the server speaks no TLS, so it shows no identity");
        }
        return handshakes;
    }

    /// The threads that serve, for measurements of what they cost.
    ///
    /// @return one per loop; the one that computes for TLS handshakes is not among them
    public List<Thread> threads() {
        return loops.stream().map(EventLoop::thread).toList();
    }

    /// Waits until somebody closes the server.
    ///
    /// @throws InterruptedException if interrupted meanwhile
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /// Closes all connections, answered or not, and stops listening. Returns when the port is free and the threads
    /// have ended. To close a closed server does nothing.
    @Override
    public void close() {
        loops.forEach(EventLoop::stop);
        boolean interrupted = false;
        for (EventLoop loop : loops) {
            interrupted |= !join(loop.thread());
        }
        loops.forEach(EventLoop::closeAdopted);
        if (handshakes != null) {
            handshakes.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        closed.countDown();
    }

    /// Waits for a thread that has been told to end, even when interrupted: it is already ending.
    private static boolean join(Thread thread) {
        boolean undisturbed = true;
        while (true) {
            try {
                thread.join();
                return undisturbed;
            } catch (InterruptedException e) {
                undisturbed = false;
            }
        }
    }
}
