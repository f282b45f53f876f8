package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.Conduit;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.TlsContext;

/// The server's end of a session in memory: it opens what is written, and what is read it seals on demand. Not
/// thread-safe.
final class RecordPeer implements Conduit {
    private final SSLEngine engine;
    private final ByteBuffer answer;
    private final ByteBuffer opened = ByteBuffer.allocateDirect(BufferSupply.TLS_RECORD_OCTETS);
    private final ByteBuffer come =
            ByteBuffer.allocateDirect(2 * BufferSupply.TLS_RECORD_OCTETS); // ready to be added to

    /// @param answer what each answer holds; none is under way at first
    RecordPeer(ServerTls tls, ByteBuffer answer) {
        engine = TlsContext.of(tls).engine();
        this.answer = answer.position(answer.limit());
    }

    /// Has the next read give the answer.
    void answer() {
        answer.rewind();
    }

    /// What was opened last.
    ByteBuffer last() {
        return opened.duplicate().flip();
    }

    /// Seals what the handshake or the answer has to say, one record or what the engine puts together.
    @Override
    public int read(ByteBuffer to) throws IOException {
        open();
        int before = to.position();
        if (answer.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(answer, to);
        }
        return to.position() - before;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int octets = from.remaining();
        come.put(from);
        open();
        return octets;
    }

    /// Opens what has come, as far as the engine takes it: in a handshake it may have to say something first.
    private void open() throws IOException {
        come.flip();
        boolean taken = true;
        while (taken && come.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(come, opened.clear());
            boolean worked = runTasks();
            taken = worked || result.bytesConsumed() > 0;
        }
        come.compact();
    }

    /// @return false if there were none
    private boolean runTasks() {
        boolean any = false;
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            any = true;
        }
        return any;
    }

    @Override
    public long write(ByteBuffer[] from) throws IOException {
        long octets = 0;
        for (ByteBuffer each : from) {
            octets += write(each);
        }
        return octets;
    }
}
