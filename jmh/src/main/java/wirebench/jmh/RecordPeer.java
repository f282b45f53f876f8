package wirebench.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import wirebench.client.Conduit;
import wirebench.client.tls.TlsMachine;
import wirebench.server.tls.ServerTls;
import wirebench.server.tls.TlsContext;

/// The server's end of a session in memory: it opens what is written, and what is read it seals on demand. Not
/// thread-safe.
final class RecordPeer implements Conduit {
    private final SSLEngine engine;
    private final ByteBuffer answer;
    private final ByteBuffer opened = ByteBuffer.allocateDirect(TlsMachine.RECORD_OCTETS);

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
        int before = to.position();
        if (answer.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(answer, to);
        }
        return to.position() - before;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        while (from.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(from, opened.clear());
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (result.bytesConsumed() == 0) {
                throw new IOException("the server's engine takes nothing: " + result);
            }
        }
        return before;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
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
