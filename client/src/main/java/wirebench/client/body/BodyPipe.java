package wirebench.client.body;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;

/// A request body that one thread writes while the client sends it, in the chunked coding.
///
/// ```java
/// BodyPipe pipe = new BodyPipe(16 * 1024);
/// client.start(HttpRequest.of("POST", url, Fields.NONE, pipe.body()), handler);
/// try (OutputStream out = pipe.out()) {
///     out.write(...);
/// }
/// ```
/// Writing waits while as much is in the pipe as it holds, so a server that reads slowly slows the writer down. What
/// is written is sent as soon as the client comes to it; the pipe is for one exchange. The writing side is for one
/// thread at a time, which must not be the one that carries out the exchange.
public final class BodyPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrEnd = lock.newCondition();
    private final OutputStream out = new Writing();
    private final ByteBuffer held; // guarded by lock, as what follows; between calls from 0 to its position
    private Fields trailers = Fields.NONE;
    private boolean opened;
    private boolean ended; // by the writer
    private boolean closed; // by the client
    private @Nullable IOException failure;
    private @Nullable Runnable wake;

    /// Creates a pipe.
    ///
    /// @param octets the most that it holds
    /// @throws IllegalArgumentException unless that is positive
    public BodyPipe(int octets) {
        if (octets <= 0) {
            throw new IllegalArgumentException("a pipe must hold at least 1 octet, not " + octets);
        }
        held = ByteBuffer.allocate(octets);
    }

    /// The body to send.
    ///
    /// @return a body that cannot be sent again
    public RequestBody body() {
        return new RequestBody.Stream(-1, false, this::open);
    }

    /// Where to write. Closing it ends the body; a write after the exchange has ended is an `IOException`.
    ///
    /// @return the same stream at each call
    public OutputStream out() {
        return out;
    }

    /// Ends the body with a trailer section.
    ///
    /// @param section the fields, which RFC 9110 section 6.5.1 must allow in a trailer section
    public void end(Fields section) {
        change(() -> {
            trailers = section;
            ended = true;
        });
    }

    /// Ends the body because the rest of it cannot be had: the exchange fails, and its connection is closed.
    ///
    /// @param why what went wrong
    public void fail(IOException why) {
        change(() -> {
            failure = why;
            ended = true;
        });
    }

    private BodySource open() {
        lock.lock();
        try {
            if (opened) {
                throw new IllegalStateException("a pipe is for one exchange");
            }
            opened = true;
            return new Reading();
        } finally {
            lock.unlock();
        }
    }

    /// Changes something that the client may wait for.
    private void change(Runnable change) {
        Runnable waiting;
        lock.lock();
        try {
            change.run();
            waiting = wake;
            wake = null;
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            waiting.run();
        }
    }

    private final class Writing extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, octets.length);
            for (int from = offset, end = offset + length; from < end; ) {
                int part = Math.min(end - from, awaitRoom());
                int at = from;
                change(() -> held.put(octets, at, part));
                from += part;
            }
        }

        @Override
        public void close() {
            change(() -> ended = true);
        }

        /// @return how much room there is, which only the writer can take
        private int awaitRoom() throws IOException {
            lock.lock();
            try {
                while (!held.hasRemaining() && !closed && !ended) {
                    roomOrEnd.await();
                }
                if (closed || ended) {
                    throw new IOException(ended ? "the body has ended" : "the exchange has ended");
                }
                return held.remaining();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a request body waited for room");
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Reading implements BodySource {
        @Override
        public int read(ByteBuffer to) throws IOException {
            lock.lock();
            try {
                if (failure != null) {
                    throw failure;
                }
                int octets = move(to);
                roomOrEnd.signal();
                return octets == 0 && ended ? -1 : octets;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean onReady(Runnable task) {
            boolean ready;
            lock.lock();
            try {
                ready = held.position() > 0 || ended;
                wake = ready ? null : task;
            } finally {
                lock.unlock();
            }
            if (ready) {
                task.run();
            }
            return true;
        }

        @Override
        public Fields trailers() {
            return trailers; // read after the end, which the lock has published
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                wake = null;
                roomOrEnd.signal();
            } finally {
                lock.unlock();
            }
        }

        private int move(ByteBuffer to) {
            held.flip();
            int octets = Math.min(to.remaining(), held.remaining());
            to.put(to.position(), held, held.position(), octets).position(to.position() + octets);
            held.position(octets);
            held.compact();
            return octets;
        }
    }
}
