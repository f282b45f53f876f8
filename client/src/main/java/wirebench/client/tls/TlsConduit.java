package wirebench.client.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import wirebench.client.wire.BufferPair;
import wirebench.client.wire.BufferSource;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.Conduit;

/// Octets in and out of one connection by way of TLS, whether the channel below waits or not. Confined to whoever
/// carries out the exchange.
///
/// Sealed octets are kept in a pair of buffers of the client's strategy, from the first that is read or written
/// until [#rest] finds that it holds none.
public final class TlsConduit implements Conduit {
    /// What is read by one call where it has to go through an array.
    private static final int STREAMED_OCTETS = 1024;

    /// Of a record's header: type, version, length (RFC 8446 section 5.1).
    private static final int HEADER_OCTETS = 5;

    private static final int LENGTH_AT = 3;

    private final Conduit channel;
    private final TlsMachine machine;
    private final BufferSupply supply;
    private final BufferSource buffers;
    private @Nullable BufferSource moreBuffers; // of a connection that had no room for a record
    private BufferPair sealed = BufferPair.NONE; // `in` is ready to be opened, `out` to be added to
    private BufferPair opened = BufferPair.NONE; // `in` holds what there was no room for

    /// Takes over a channel that is connected.
    ///
    /// @param channel where sealed octets go and come from
    /// @param engine what seals and opens them
    /// @param supply where a buffer has room for a record
    /// @throws SSLException if the engine cannot begin
    public TlsConduit(Conduit channel, SSLEngine engine, BufferSupply supply) throws SSLException {
        this.channel = channel;
        this.supply = supply;
        buffers = supply.forConnection();
        machine = new TlsMachine(engine);
    }

    /// Goes on with the handshake as far as the channel allows.
    ///
    /// @return what it waits for, [TlsMachine.Need#NOTHING] when it is done; never input or output if the
    ///     channel waits
    /// @throws IOException if there will be no connection
    public TlsMachine.Need handshake() throws IOException {
        lease();
        try {
            while (true) {
                TlsMachine.Need need = machine.handshake(sealed.in(), sealed.out());
                boolean sent = send();
                boolean stuck = switch (need) {
                    case TASK, NOTHING -> true;
                    case OUTPUT -> !sent;
                    case INPUT -> !sent || !receive();
                };
                if (stuck) {
                    return sent ? need : TlsMachine.Need.OUTPUT;
                }
            }
        } catch (SSLException e) {
            alert(e);
            throw e;
        }
    }

    /// Work that the handshake waits for.
    ///
    /// @return takes its time; by any thread, while nothing else is asked of this object
    public Runnable task() {
        return () -> {
            Runnable part;
            while ((part = machine.task()) != null) {
                part.run();
            }
        };
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        while (true) {
            int octets = readSealed(to);
            if (octets != 0 || !to.hasRemaining() || !receive()) {
                return octets;
            }
        }
    }

    /// Reads like [#read], but gets sealed octets from elsewhere.
    ///
    /// @param from another way to the same connection
    /// @param to with room
    /// @return octets read, -1 at the end
    /// @throws IOException if the connection cannot be read
    public int read(InputStream from, ByteBuffer to) throws IOException {
        while (true) {
            int octets = readSealed(to);
            if (octets != 0) {
                return octets;
            }
            ByteBuffer in = sealed.in().compact();
            byte[] some = new byte[Math.min(STREAMED_OCTETS, in.remaining())];
            int length = from.read(some);
            in.put(some, 0, Math.max(0, length)).flip();
            requireMore(length);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        boolean room = flush();
        while (room && from.hasRemaining()) {
            room = machine.seal(from, sealed.out()) || send();
        }
        send();
        return before - from.remaining();
    }

    @Override
    public long write(ByteBuffer[] from) throws IOException {
        long before = remaining(from);
        boolean room = flush();
        while (room && remaining(from) > 0) {
            room = machine.seal(from, sealed.out()) || send();
        }
        send();
        return before - remaining(from);
    }

    @Override
    public boolean flush() throws IOException {
        lease();
        if (machine.answerNeeded() && send()) {
            machine.answer(sealed.out());
        }
        return send();
    }

    @Override
    public boolean holdsInput() {
        return opened.in().hasRemaining() || holdsRecord() || machine.ended();
    }

    @Override
    public void rest() {
        boolean empty = !sealed.in().hasRemaining() && sealed.out().position() == 0;
        if (empty && sealed != BufferPair.NONE) {
            BufferPair used = sealed;
            sealed = BufferPair.NONE;
            buffers.release(used);
        }
    }

    /// Says that nothing follows (close_notify, RFC 9112 section 9.8), if there is room to say it at once.
    public void end() {
        try {
            lease();
            machine.end(sealed.out());
            send();
        } catch (IOException e) {
            // The connection is closed either way, and whoever has not understood so far will notice that.
        } finally {
            rest();
        }
    }

    /// What was agreed on.
    ///
    /// @return the session
    public SSLSession session() {
        return machine.session();
    }

    /// Opens what has been received.
    ///
    /// @return octets, 0 if none of a whole record, -1 at the end
    private int readSealed(ByteBuffer to) throws IOException {
        while (!opened.in().hasRemaining()) {
            lease();
            int before = to.position();
            TlsMachine.Opened came = openRecords(to);
            int octets = to.position() - before;
            if (octets > 0 || !to.hasRemaining()) {
                return octets;
            }
            if (came == TlsMachine.Opened.END) {
                return -1;
            }
            if (!holdsRecord()) {
                return 0;
            }
            openElsewhere();
        }
        return takeOpened(to);
    }

    /// Asks the engine for whole records only: to hear from it that one is not whole costs 176 octets (benchmark
    /// RecordSeal).
    private TlsMachine.Opened openRecords(ByteBuffer to) throws IOException {
        TlsMachine.Opened came = TlsMachine.Opened.RECORD;
        while (came == TlsMachine.Opened.RECORD && to.hasRemaining() && (holdsRecord() || machine.ended())) {
            came = machine.open(sealed.in(), to);
            answer();
        }
        return came;
    }

    /// Whether a record has come whole, or one that never can, which the engine refuses. The engine itself does not
    /// tell: where there is no room for what a record holds, it says so before it looks whether it has come.
    private boolean holdsRecord() {
        ByteBuffer in = sealed.in();
        if (in.remaining() < HEADER_OCTETS) {
            return false;
        }
        int octets = HEADER_OCTETS + Short.toUnsignedInt(in.getShort(in.position() + LENGTH_AT));
        return in.remaining() >= octets || octets > in.capacity();
    }

    /// Opens a record for which there is no room where it is wanted. It may be TLS's own and hold nothing.
    private void openElsewhere() throws IOException {
        opened = moreBuffers().lease();
        ByteBuffer in = opened.in().clear();
        TlsMachine.Opened came = machine.open(sealed.in(), in);
        in.flip();
        answer();
        if (came == TlsMachine.Opened.ROOM_NEEDED) {
            throw new SSLException("a record is larger than any may be");
        }
        releaseOpened();
    }

    private void releaseOpened() {
        if (opened != BufferPair.NONE && !opened.in().hasRemaining()) {
            BufferPair used = opened;
            opened = BufferPair.NONE;
            moreBuffers().release(used);
        }
    }

    /// A source of its own, for a strategy may keep a single pair.
    private BufferSource moreBuffers() {
        BufferSource source = moreBuffers;
        if (source == null) {
            source = supply.forConnection();
            moreBuffers = source;
        }
        return source;
    }

    private int takeOpened(ByteBuffer to) {
        ByteBuffer in = opened.in();
        int octets = Math.min(in.remaining(), to.remaining());
        to.put(to.position(), in, in.position(), octets).position(to.position() + octets);
        in.position(in.position() + octets);
        releaseOpened();
        return octets;
    }

    /// @return false if nothing has come by now
    private boolean receive() throws IOException {
        ByteBuffer in = sealed.in().compact();
        int octets;
        try {
            octets = channel.read(in);
        } finally {
            in.flip();
        }
        requireMore(octets);
        return octets > 0;
    }

    private void requireMore(int octets) throws IOException {
        if (octets < 0) {
            throw machine.established()
                    ? new EOFException("the connection ended without close_notify")
                    : new SSLHandshakeException("the server closed the connection in the handshake");
        }
    }

    /// Sends what is sealed.
    ///
    /// @return false if there is no room for all of it
    private boolean send() throws IOException {
        ByteBuffer out = sealed.out();
        if (out.position() > 0) {
            out.flip();
            try {
                int written = 1;
                while (out.hasRemaining() && written > 0) {
                    written = channel.write(out);
                }
            } finally {
                out.compact();
            }
        }
        return out.position() == 0;
    }

    private void answer() throws IOException {
        if (machine.answerNeeded()) {
            flush();
        }
    }

    private void alert(SSLException failure) {
        try {
            machine.alert(sealed.out());
            send();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void lease() {
        if (sealed == BufferPair.NONE) {
            sealed = buffers.lease();
            sealed.in().clear().flip();
            sealed.out().clear();
        }
    }

    private static long remaining(ByteBuffer[] from) {
        long octets = 0;
        for (ByteBuffer each : from) {
            octets += each.remaining();
        }
        return octets;
    }
}
