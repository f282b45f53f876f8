package wirebench.jmh.measure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.AsynchronousLane;

/// The floor on an event loop: one thread and one selector write requests and read as many octets as the answers
/// have.
///
/// Between two exchanges of a connection nothing is queued and nobody is woken: the end of one writes the next
/// request from the same call. Thread-safe.
final class RawLoop implements AutoCloseable {
    private final RawExchange exchange;
    private final Selector selector;
    private final Thread thread;
    private final AtomicLong connections = new AtomicLong();
    private final ConcurrentLinkedQueue<Lane> starting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    RawLoop(RawExchange exchange) throws IOException {
        this.exchange = exchange;
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name("floor-loop").start(this::run);
    }

    /// A lane with a connection of its own.
    AsynchronousLane lane() {
        return new Lane();
    }

    /// Connections opened so far.
    long connections() {
        return connections.get();
    }

    /// Closes every connection and ends the thread.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(RawLoop::ready);
                for (Lane lane = starting.poll(); lane != null; lane = starting.poll()) {
                    lane.begin();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the floor's loop broke", e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Lane) key.attachment()).ready(key);
    }

    /// One connection. Confined to the loop, but for the first start.
    private final class Lane implements AsynchronousLane {
        private final ByteBuffer out = exchange.out();
        private final ByteBuffer in = ByteBuffer.allocateDirect(RawExchange.BUFFER_OCTETS);
        private @Nullable SocketChannel channel;
        private @Nullable Completion completion;
        private @Nullable IOException failure;
        private int missing;

        @Override
        public void start(Completion told) {
            completion = told;
            out.rewind();
            missing = exchange.responseOctets();
            if (Thread.currentThread() == thread) {
                write();
            } else {
                later();
            }
        }

        /// On the loop, after whatever it is about.
        private void later() {
            starting.add(this);
            selector.wakeup();
        }

        private void begin() {
            IOException failed = failure;
            if (failed == null) {
                write();
            } else {
                failure = null;
                fail(failed);
            }
        }

        /// A failure is told later: nothing may complete within [#start].
        private void write() {
            try {
                SocketChannel open = connected();
                open.write(out);
                if (out.hasRemaining()) {
                    open.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                }
            } catch (IOException e) {
                abandon();
                failure = e;
                later();
            }
        }

        private SocketChannel connected() throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                open = RawExchange.connect(exchange.port());
                connections.incrementAndGet();
                open.configureBlocking(false);
                open.register(selector, SelectionKey.OP_READ, this);
                channel = open;
            }
            return open;
        }

        private void ready(SelectionKey key) {
            try {
                if (out.hasRemaining() && key.isWritable()) {
                    key.interestOps(SelectionKey.OP_READ);
                    write();
                }
                if (failure == null && key.isReadable()) {
                    read((SocketChannel) key.channel());
                }
            } catch (IOException e) {
                abandon();
                fail(e);
            }
        }

        /// The next exchange has another connection.
        private void abandon() {
            SocketChannel broken = channel;
            channel = null;
            try {
                if (broken != null) {
                    broken.close();
                }
            } catch (IOException _) {
                // It is of no use in any case.
            }
        }

        private void read(SocketChannel from) throws IOException {
            int octets = from.read(in.clear());
            if (octets < 0) {
                throw new EOFException("the server closed the connection");
            }
            missing -= octets;
            if (missing < 0) {
                throw new IOException(-missing + " octets more came than the answer has");
            }
            Completion told = completion;
            if (missing == 0 && told != null) {
                completion = null; // what comes between two exchanges fails neither of them
                told.completed(exchange.responseOctets());
            }
        }

        private void fail(IOException e) {
            Completion told = completion;
            if (told != null) {
                completion = null;
                told.failed(e);
            }
        }
    }
}
