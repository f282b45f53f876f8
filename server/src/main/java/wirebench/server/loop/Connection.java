package wirebench.server.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wirebench.server.answer.Exchange;
import wirebench.server.answer.Progress;
import wirebench.server.count.Account;
import wirebench.server.http.BufferPool;
import wirebench.server.http.Step;

/// The I/O of one connection: one read, as many requests as it brought, one write.
///
/// Reads go into the loop's input and answers into the loop's output, both shared by all connections of the loop.
/// Only octets that have to wait until the next event are moved into buffers of the connection's own. The interest
/// in the channel changes only when an answer could not be written at once, or a pause leaves no room to read.
/// Whether there is TLS between here and the socket is the business of [Transport].
/// Confined to the event loop.
final class Connection extends Timer implements Ready {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// Octets written in one event before the other connections get their turn.
    private static final int TURN_OCTETS = 1024 * 1024;

    private enum Phase {
        /// Waits for octets.
        READING,
        /// Waits until the socket takes more.
        WRITING,
        /// Waits for a moment, or for nothing at all after [Step#STALL].
        PAUSED,
        /// Has answered for the last time and waits for the client's end.
        LINGERING,
        /// Has ended its side, and reads until the client's end.
        HALF_CLOSED,
        CLOSED
    }

    private final EventLoop loop;
    private final Transport transport;
    private final Account account;
    private final Exchange exchange;

    private Phase phase = Phase.READING;
    private Step pending = Step.READ; // what to do once the output is written
    private long activeNanos;
    private int turn; // octets left of this turn
    private @Nullable ByteBuffer input; // octets not consumed, behind which more can be read
    private @Nullable ByteBuffer spill; // octets the socket has not taken

    Connection(EventLoop loop, SocketChannel channel, SelectionKey key) throws IOException {
        this.loop = loop;
        this.account = new Account(loop.tally());
        this.transport = Transport.of(loop, channel, key, this, account);
        this.exchange = new Exchange(loop.answers(), loop.buffers(), account, loop.maxBodyOctets());
    }

    /// Begins to watch for silence.
    void open() {
        activeNanos = loop.nowNanos();
        awaitSilence();
    }

    @Override
    public void ready() throws IOException {
        activeNanos = loop.nowNanos();
        turn = TURN_OCTETS;
        switch (phase) {
            case READING -> read();
            case WRITING -> continueWriting();
            case PAUSED -> readAhead();
            case LINGERING, HALF_CLOSED -> discard();
            case CLOSED -> {}
        }
    }

    @Override
    void expired() {
        try {
            switch (phase) {
                case READING, WRITING, HALF_CLOSED -> closeIfSilent();
                case PAUSED -> endPause();
                case LINGERING -> close();
                case CLOSED -> {}
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            loop.close(this, e);
        }
    }

    private void read() throws IOException {
        ByteBuffer in = input == null ? loop.input().clear() : input;
        if (transport.read(in) < 0) {
            close();
            return;
        }
        run(in.flip());
    }

    private void run(ByteBuffer in) throws IOException {
        do {
            pending = exchange.advance(in, loop.output());
        } while (flush() && settle(in));
        keep(in);
    }

    /// Writes the output. What the socket does not take is moved to the spill.
    ///
    /// @return whether all of it was written
    private boolean flush() throws IOException {
        if (pending == Step.CUT_RECORD) {
            transport.cutNextRecord();
        }
        ByteBuffer out = loop.output().flip();
        try {
            if (out.hasRemaining()) {
                turn -= transport.write(out);
            }
        } finally { // when writing fails too: what was not taken is subtracted from the counts at the end
            if (out.hasRemaining()) {
                spill = loop.buffers().lease(out.remaining()).put(out).flip();
            }
            out.clear();
        }
        return (spill == null && transport.drained()) || enter(Phase.WRITING, SelectionKey.OP_WRITE);
    }

    /// Does what is pending, now that the output is written.
    ///
    /// @return whether the exchange can advance at once
    private boolean settle(ByteBuffer in) throws IOException {
        return switch (pending) {
            case READ -> enter(Phase.READING, SelectionKey.OP_READ);
            case FLUSH -> turn > 0 || enter(Phase.WRITING, SelectionKey.OP_WRITE);
            case STREAM -> stream();
            case PAUSE -> pause();
            case STALL -> enter(Phase.PAUSED, SelectionKey.OP_READ);
            case CLOSE -> in.hasRemaining() ? linger() : end();
            case LINGER -> linger();
            case HALF_CLOSE -> halfClose();
            case CUT, CUT_RECORD -> cut();
            case RESET -> reset();
            case GO_ON, DONE -> throw new AssertionError(pending);
        };
    }

    /// Changes phase; the only place that does, but for the end.
    ///
    /// @return false, for those who wait now
    private boolean enter(Phase next, int ops) {
        phase = next;
        transport.listenFor(ops);
        if (tick == UNSET) {
            awaitSilence();
        }
        return false;
    }

    /// Writes pattern past the output, all but the last octets: those go through the output, so that the exchange
    /// is counted before its last octet is written.
    private boolean stream() throws IOException {
        Progress progress = exchange.progress();
        int lastOctets = loop.output().capacity();
        while (progress.total - progress.sent > lastOctets) {
            ByteBuffer run = loop.answers().pattern().run(progress.sent, progress.total - progress.sent - lastOctets);
            int written = transport.write(run);
            progress.sent += written;
            account.out(written);
            turn -= written;
            if (run.hasRemaining() || turn <= 0) {
                return enter(Phase.WRITING, SelectionKey.OP_WRITE);
            }
        }
        return true;
    }

    private boolean pause() {
        long millis = exchange.progress().pauseMillis;
        // The clock is read again: the loop's own is of the moment before the request was read.
        loop.timers().set(this, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        return enter(Phase.PAUSED, SelectionKey.OP_READ);
    }

    private void endPause() throws IOException {
        if (pending == Step.PAUSE) {
            activeNanos = loop.nowNanos();
            turn = TURN_OCTETS;
            run(takeInput());
        } else {
            closeIfSilent();
        }
    }

    private void continueWriting() throws IOException {
        if (!transport.drained() || (spill != null && !writeSpill(spill))) {
            return;
        }
        ByteBuffer in = takeInput();
        if (settle(in)) {
            run(in);
        } else {
            keep(in);
        }
    }

    private boolean writeSpill(ByteBuffer rest) throws IOException {
        transport.write(rest);
        if (rest.hasRemaining()) {
            return false;
        }
        loop.buffers().release(rest);
        spill = null;
        return transport.drained();
    }

    /// Reads during a pause: to keep what is pipelined, and to notice the client's end. A client that ends its side
    /// while it waits is taken for gone.
    private void readAhead() throws IOException {
        ByteBuffer ahead = input == null ? loop.buffers().lease(BufferPool.SMALL_OCTETS) : input;
        input = ahead;
        if (transport.read(ahead) < 0) {
            close();
        } else if (!ahead.hasRemaining()) {
            transport.listenFor(0);
        }
    }

    private ByteBuffer takeInput() {
        return input == null ? loop.input().clear().limit(0) : input.flip();
    }

    /// Moves octets that were not consumed to where they can wait.
    private void keep(ByteBuffer in) {
        if (phase == Phase.CLOSED) {
            return;
        }
        exchange.suspend(in);
        if (!in.hasRemaining() || phase == Phase.LINGERING || phase == Phase.HALF_CLOSED) {
            releaseInput();
        } else if (input == null) {
            input = loop.buffers().lease(in.remaining()).put(in);
        } else {
            input.compact(); // it is the input that was read from
        }
    }

    private void releaseInput() {
        if (input != null) {
            loop.buffers().release(input);
            input = null;
        }
    }

    private boolean linger() throws IOException {
        transport.endOutput();
        loop.timers().set(this, loop.nowNanos() + LINGER_NANOS);
        return enter(Phase.LINGERING, SelectionKey.OP_READ);
    }

    private boolean halfClose() throws IOException {
        transport.endOutput();
        return enter(Phase.HALF_CLOSED, SelectionKey.OP_READ);
    }

    private void discard() throws IOException {
        if (transport.read(loop.input().clear()) < 0) {
            close();
        }
    }

    private void awaitSilence() {
        loop.timers().setCoarsely(this, activeNanos + loop.idleNanos());
    }

    private void closeIfSilent() {
        // Subtract first: nanoTime may wrap, differences may not.
        if (loop.nowNanos() - activeNanos >= loop.idleNanos()) {
            close();
        } else {
            awaitSilence();
        }
    }

    private boolean cut() {
        transport.cut();
        return end();
    }

    private boolean reset() throws IOException {
        transport.reset();
        return end();
    }

    private boolean end() {
        close();
        return false;
    }

    @Override
    public void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        loop.timers().cancel(this);
        account.closed(spill == null ? 0 : spill.remaining());
        if (spill != null) {
            loop.buffers().release(spill);
            spill = null;
        }
        releaseInput();
        exchange.release();
        transport.close();
    }
}
