package wirebench.server.loop;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import wirebench.server.count.Account;
import wirebench.server.http.BufferPool;

/// TLS on a socket, by the JDK's engine.
///
/// The client begins the handshake, so it is carried out by reading: a read that only moved the handshake on has
/// brought no octets. What the engine wants computed goes to another thread, and the connection rests meanwhile. The
/// buffers belong to the loop's pool and are given back as soon as they are empty, so an idle connection holds none.
/// As a timer it ends a handshake that takes too long.
final class TlsTransport extends Timer implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Ready owner;
    private final Account account;
    private final Handshakes handshakes;
    private final SSLEngine engine;
    private final int recordOctets;
    private final long begunMillis = System.currentTimeMillis();

    private int wanted = SelectionKey.OP_READ; // by the owner
    private int interest = SelectionKey.OP_READ; // of the channel
    private boolean begun;
    private boolean established;
    private boolean inputEnded;
    private boolean outputEnds; // with what is outgoing
    private boolean unread; // there is more to read, without an event of the channel
    private boolean ending; // by close(): an engine that gives up is not handshaking either
    private boolean closed;
    private boolean cutsRecord;
    private volatile boolean computing; // set by the loop, cleared by the thread that computes

    // What waits, ready to be read; null if nothing does.
    private @Nullable ByteBuffer arrived; // records, the last of them not complete
    private @Nullable ByteBuffer opened; // octets of a record that had no room where it was read to
    private @Nullable ByteBuffer outgoing; // records that the socket has not taken
    private @Nullable SlowOutput slowly; // while the handshake's octets are held back

    TlsTransport(
            EventLoop loop,
            SocketChannel channel,
            SelectionKey key,
            Ready owner,
            Account account,
            Handshakes handshakes)
            throws SSLException {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.owner = owner;
        this.account = account;
        this.handshakes = handshakes;
        this.engine = handshakes.context().engine();
        engine.beginHandshake();
        long octetNanos = handshakes.octetNanos();
        this.slowly = octetNanos == 0 ? null : new SlowOutput(loop, channel, owner, octetNanos);
        this.recordOctets = engine.getSession().getPacketBufferSize();
        loop.timers().set(this, System.nanoTime() + handshakes.timeoutNanos());
    }

    @Override
    void expired() {
        begun = true; // a client that has not even begun has failed too
        owner.close();
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        if (outputEnds) {
            return discard();
        }
        int before = in.position();
        drained(); // what was left of the handshake; the owner has not written it and so will not ask
        if (!computing) {
            takeOpened(in);
            while (in.hasRemaining() && advance(in)) {}
        }
        arrived = released(arrived);
        int count = in.position() - before;
        unread = inputEnded || opened != null || (arrived != null && !in.hasRemaining());
        return count == 0 && inputEnded ? -1 : count;
    }

    /// Once this side has ended, what still arrives is not for anyone: it is not even opened.
    private int discard() throws IOException {
        drained();
        ByteBuffer records = lease();
        try {
            return channel.read(records) < 0 ? -1 : 0;
        } finally {
            dropped(records);
        }
    }

    private boolean advance(ByteBuffer in) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> compute();
            case NEED_WRAP -> drained() && wrap(NOTHING) && drained();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap(in);
        };
    }

    /// @return false: there is nothing to do until it is done
    private boolean compute() throws SSLException {
        if (established) {
            throw new SSLException("the client wants to renegotiate, which is not done here");
        }
        computing = true;
        handshakes.compute(engine, () -> {
            computing = false;
            loop.callSoon(owner);
        });
        return false;
    }

    /// Opens one record.
    ///
    /// @return whether there may be another one
    private boolean unwrap(ByteBuffer in) throws IOException {
        ByteBuffer records = arrived == null ? lease().limit(0) : arrived;
        arrived = records;
        if (inputEnded) {
            return false;
        }
        SSLEngineResult result = engine.unwrap(records, in);
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            result = unwrapAside(records);
            takeOpened(in);
        }
        noteHandshake();
        return switch (result.getStatus()) {
            case OK -> result.bytesConsumed() > 0 || result.bytesProduced() > 0;
            case BUFFER_UNDERFLOW -> receive(records);
            case BUFFER_OVERFLOW -> throw new AssertionError("a record has more octets than a buffer of the pool");
            case CLOSED -> {
                inputEnded = true;
                yield false;
            }
        };
    }

    /// Opens a record for which there may not be room where it is read to; it may also turn out to be incomplete.
    private SSLEngineResult unwrapAside(ByteBuffer records) throws SSLException {
        ByteBuffer aside = lease();
        SSLEngineResult result = engine.unwrap(records, aside);
        opened = released(aside.flip());
        return result;
    }

    private boolean receive(ByteBuffer records) throws IOException {
        records.compact();
        int count;
        try {
            count = channel.read(records);
        } finally {
            records.flip();
        }
        if (count < 0) {
            inputEnded = true;
            if (established) {
                account.unannouncedEnd();
            }
        }
        begun |= count > 0;
        return count > 0;
    }

    private void takeOpened(ByteBuffer in) {
        ByteBuffer rest = opened;
        if (rest != null) {
            int count = Math.min(rest.remaining(), in.remaining());
            in.put(in.position(), rest, rest.position(), count).position(in.position() + count);
            rest.position(rest.position() + count);
            opened = released(rest);
        }
    }

    @Override
    public int write(ByteBuffer out) throws IOException {
        int before = out.position();
        while (drained() && out.hasRemaining()) {
            if (!wrap(out)) {
                throw new ClosedChannelException(); // TLS 1.2 allows no answer behind the client's close_notify
            }
        }
        return out.position() - before;
    }

    /// Makes records of as much as one buffer takes; nothing may be outgoing.
    ///
    /// @return false if no records can be made any more
    private boolean wrap(ByteBuffer out) throws SSLException {
        ByteBuffer records = lease();
        SSLEngineResult result;
        try {
            do {
                result = engine.wrap(out, records);
            } while (out.hasRemaining() && result.bytesProduced() > 0 && records.remaining() >= recordOctets);
        } finally {
            outgoing = released(records.flip());
        }
        noteHandshake();
        cutRecord();
        return result.bytesProduced() > 0;
    }

    private void cutRecord() {
        ByteBuffer records = outgoing;
        if (cutsRecord && records != null) {
            records.limit(records.limit() - 1);
        }
    }

    private void noteHandshake() {
        if (!established && !ending && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
            established = true;
            loop.timers().cancel(this);
            account.handshake(resumed());
        }
    }

    /// A session that is older than the connection was begun on another one: what resumes it keeps its time, by
    /// session id and by ticket alike. The engine says it in no other way; one that is resumed within the
    /// millisecond of its beginning is taken for new.
    private boolean resumed() {
        return engine.getSession().getCreationTime() < begunMillis;
    }

    @Override
    public boolean drained() throws IOException {
        ByteBuffer records = outgoing;
        if (records == null) {
            endSlowness();
            return true;
        }
        if (records.hasRemaining()) {
            send(records);
        }
        outgoing = released(records);
        if (outgoing == null && outputEnds) {
            channel.shutdownOutput();
        }
        listen();
        return outgoing == null;
    }

    private void send(ByteBuffer records) throws IOException {
        if (slowly == null) {
            channel.write(records);
        } else {
            slowly.write(records);
        }
    }

    /// Only the handshake is slow.
    private void endSlowness() {
        if (slowly != null && established) {
            slowly.cancel();
            slowly = null;
        }
    }

    @Override
    public void listenFor(int ops) {
        wanted = ops;
        listen();
        if (unread && !computing && (ops & SelectionKey.OP_READ) != 0) {
            unread = false;
            loop.callSoon(owner);
        }
    }

    private void listen() {
        boolean pushes = outgoing != null && slowly == null;
        int ops = (computing ? 0 : wanted) | (pushes ? SelectionKey.OP_WRITE : 0);
        if (interest != ops && key.isValid()) {
            interest = ops;
            key.interestOps(ops);
        }
    }

    @Override
    public void endOutput() throws IOException {
        outputEnds = true;
        engine.closeOutbound();
        wrap(NOTHING);
        drained();
    }

    @Override
    public void cutNextRecord() {
        cutsRecord = true;
    }

    @Override
    public void cut() {
        end();
    }

    @Override
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        end();
    }

    /// Says so with a close_notify, or with the alert that the engine has ready after a failure.
    @Override
    public void close() {
        if (!closed && !computing) {
            ending = true;
            try {
                engine.closeOutbound();
                while (drained() && !engine.isOutboundDone() && wrap(NOTHING)) {}
            } catch (IOException e) {
                // The client has gone already, or what was sent to it last is still on its way.
            }
        }
        end();
    }

    private void end() {
        if (closed) {
            return;
        }
        closed = true;
        loop.timers().cancel(this);
        if (slowly != null) {
            slowly.cancel();
        }
        if (!established && begun) {
            account.failedHandshake();
        }
        arrived = dropped(arrived);
        opened = dropped(opened);
        outgoing = dropped(outgoing);
        loop.close(channel);
    }

    private ByteBuffer lease() {
        return loop.buffers().lease(Math.max(recordOctets, BufferPool.SMALL_OCTETS + 1));
    }

    /// Gives an empty buffer back.
    private @Nullable ByteBuffer released(@Nullable ByteBuffer buffer) {
        return buffer == null || buffer.hasRemaining() ? buffer : dropped(buffer);
    }

    private @Nullable ByteBuffer dropped(@Nullable ByteBuffer buffer) {
        if (buffer != null) {
            loop.buffers().release(buffer);
        }
        return null;
    }
}
