package wirebench.server.loop;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wirebench.server.answer.Answers;
import wirebench.server.answer.Capacity;
import wirebench.server.answer.Standstill;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Count;
import wirebench.server.count.Tally;
import wirebench.server.http.BufferPool;

/// One thread with one selector: waits for channels and timers, and calls whoever they belong to.
///
/// Owns all that its connections share: the input and output buffers, the pool, the timers, the answers and the
/// clock. Everything is confined to its thread but [#adopt], [#stop] and the tally, which others may read.
public final class EventLoop {
    /// Capacity of the input and of the output.
    private static final int BUFFER_OCTETS = 64 * 1024;

    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final Thread thread;
    private final Tally tally;
    private final long idleNanos;
    private final long maxBodyOctets;
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final BufferPool buffers = new BufferPool(BUFFER_OCTETS);
    private final Answers answers;
    private final TimerWheel timers = new TimerWheel(System.nanoTime());
    private final Consumer<SelectionKey> onReady = this::ready; // made once: a method reference here would be garbage
    private final Queue<SocketChannel> adopted = new ConcurrentLinkedQueue<>();
    private final Queue<Ready> due = new ConcurrentLinkedQueue<>();
    private final @Nullable Handshakes handshakes;

    private long nowNanos = System.nanoTime();
    private long dateUntilNanos = nowNanos;
    private boolean clockStale = true;
    private volatile boolean stopping;
    private volatile boolean clearing;

    /// @param tallies of all loops, `tally` among them
    /// @param capacity of the server, shared by all loops
    /// @param standstill of the server, shared by all loops
    /// @param handshakes of the server's TLS; null if it speaks none
    public EventLoop(
            String name,
            ServerConfig config,
            Tally tally,
            List<Tally> tallies,
            Capacity capacity,
            Standstill standstill,
            @Nullable Handshakes handshakes)
            throws IOException {
        this.tally = tally;
        this.handshakes = handshakes;
        this.idleNanos = config.idleTimeout().toNanos();
        this.maxBodyOctets = config.maxBodyOctets();
        this.answers = new Answers(BUFFER_OCTETS, tallies, config, capacity, standstill);
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /// Starts the loop's thread.
    public void start() {
        thread.start();
    }

    /// Gives up a loop that was never started.
    public void discard() {
        close(selector);
    }

    /// The loop's thread.
    public Thread thread() {
        return thread;
    }

    SelectionKey register(SelectableChannel channel, int ops) throws IOException {
        return channel.register(selector, ops);
    }

    /// Takes over a connection. May be called from any thread.
    void adopt(SocketChannel channel) throws IOException {
        if (Thread.currentThread() == thread) {
            open(channel);
            return;
        }
        adopted.add(channel);
        selector.wakeup();
    }

    /// Calls `target` as if its channel were ready, though its channel does not know: there are octets of it
    /// elsewhere, or a computation has ended. May be called from any thread.
    void callSoon(Ready target) {
        due.add(target);
        selector.wakeup();
    }

    /// Asks the loop to close all connections that it has, and go on. May be called from any thread.
    void closeConnections() {
        clearing = true;
        selector.wakeup();
    }

    /// Asks the loop to close everything and end. May be called from any thread.
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the selector failed, so " + thread.getName() + " ends", e);
        } finally {
            closeAll();
        }
    }

    private void turn() throws IOException {
        long sleepMillis = timers.sleepMillis(System.nanoTime());
        clockStale = true;
        if (sleepMillis <= 0) {
            selector.selectNow(onReady);
        } else {
            selector.select(onReady, sleepMillis == Long.MAX_VALUE ? 0 : sleepMillis);
        }
        readClock();
        timers.expire(nowNanos);
        openAdopted();
        callDue();
        if (clearing) {
            clearing = false;
            breakConnections();
        }
    }

    private void breakConnections() {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Connection connection) {
                tally.add(Count.FAULTS, 1);
                connection.close();
            }
        }
    }

    private void ready(SelectionKey key) {
        if (clockStale) {
            readClock();
        }
        call((Ready) key.attachment());
    }

    private void call(Ready target) {
        try {
            target.ready();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            close(target, e);
        }
    }

    /// Closes what has failed. One connection's trouble must not end the others, be it that the client has gone,
    /// that there is a bug of ours, or that no direct memory is left for a buffer.
    void close(Ready target, Throwable failure) {
        if (!(failure instanceof IOException)) {
            LOG.log(Level.ERROR, "a connection was closed because of an error in the server", failure);
        }
        target.close();
    }

    private void readClock() {
        clockStale = false;
        nowNanos = System.nanoTime();
        if (nowNanos - dateUntilNanos >= 0) {
            long millis = System.currentTimeMillis();
            answers.date(millis / 1000);
            dateUntilNanos = nowNanos + SECOND_NANOS - TimeUnit.MILLISECONDS.toNanos(millis % 1000);
        }
    }

    private void openAdopted() {
        SocketChannel channel = adopted.poll();
        while (channel != null) {
            try {
                open(channel);
            } catch (IOException e) {
                tally.add(Count.OPEN_CONNECTIONS, -1);
                close(channel); // ended before it began
            }
            channel = adopted.poll();
        }
    }

    /// Calls those that were due when it began; who becomes due meanwhile has its turn after the selector.
    private void callDue() {
        for (int left = due.size(); left > 0; left--) {
            Ready target = due.poll();
            if (target != null) {
                call(target);
            }
        }
    }

    private void open(SocketChannel channel) throws IOException {
        SelectionKey key = register(channel, SelectionKey.OP_READ);
        Connection connection = new Connection(this, channel, key);
        key.attach(connection);
        connection.open();
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            ((Ready) key.attachment()).close();
        }
        closeAdopted();
        close(selector);
    }

    /// Closes connections that were handed over too late. May be called from any thread once all loops have ended.
    public void closeAdopted() {
        SocketChannel channel = adopted.poll();
        while (channel != null) {
            tally.add(Count.OPEN_CONNECTIONS, -1);
            close(channel);
            channel = adopted.poll();
        }
    }

    /// Closes something that nobody needs any more.
    void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing failed", e);
        }
    }

    @Nullable
    Handshakes handshakes() {
        return handshakes;
    }

    Tally tally() {
        return tally;
    }

    long idleNanos() {
        return idleNanos;
    }

    long maxBodyOctets() {
        return maxBodyOctets;
    }

    /// Empty whenever a connection is called; what it leaves there is lost.
    ByteBuffer input() {
        return input;
    }

    /// Empty whenever a connection is called, and when it returns.
    ByteBuffer output() {
        return output;
    }

    BufferPool buffers() {
        return buffers;
    }

    Answers answers() {
        return answers;
    }

    TimerWheel timers() {
        return timers;
    }

    /// The clock as of the first event after the selector returned.
    long nowNanos() {
        return nowNanos;
    }
}
