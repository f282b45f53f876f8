package wirebench.client.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import wirebench.client.config.TlsVersion;
import wirebench.client.wire.Conduit;

/// The other end of a connection that is no more than memory: the JDK's own engine as a server, and a channel to
/// it that takes and gives as few octets at a time as a test wants.
final class EngineServer implements Conduit {
    private static final int ROOM = 1 << 20;

    private final SSLEngine engine;
    private final ByteBuffer toServer = ByteBuffer.allocate(ROOM);
    private final ByteBuffer toClient = ByteBuffer.allocate(ROOM);
    private final ByteBuffer received = ByteBuffer.allocate(ROOM);
    private final int octetsAtATime;
    private int ready = Integer.MAX_VALUE;
    private boolean ended;
    private boolean heardEnd;

    EngineServer(SSLContext context, TlsVersion version, int octetsAtATime) {
        this.octetsAtATime = octetsAtATime;
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {version.protocol()});
        var parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        engine.setSSLParameters(parameters);
    }

    /// Lets the client read no more than some octets of what is on its way.
    void deliverOnly(int octets) {
        ready = octets;
    }

    void deliverAll() {
        ready = Integer.MAX_VALUE;
    }

    /// How many octets are on their way to the client.
    int underWay() {
        return toClient.position();
    }

    /// Breaks an octet that is on its way.
    void forge(int at) {
        toClient.put(at, (byte) (toClient.get(at) ^ 1));
    }

    void send(byte[] octets) throws SSLException {
        ByteBuffer from = ByteBuffer.wrap(octets);
        while (from.hasRemaining()) {
            engine.wrap(from, toClient);
        }
    }

    /// Begins new keys, or with TLS 1.2 a handshake anew.
    void beginAnew() throws SSLException {
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), toClient);
    }

    void sayEnd() throws SSLException {
        engine.closeOutbound();
        engine.wrap(ByteBuffer.allocate(0), toClient);
    }

    /// Ends the channel, as far as the client reads.
    void end() {
        ended = true;
    }

    boolean heardEnd() {
        return heardEnd;
    }

    SSLEngine engine() {
        return engine;
    }

    /// What the client has sent, opened.
    byte[] received() {
        return Arrays.copyOf(received.array(), received.position());
    }

    @Override
    public int read(ByteBuffer to) {
        toClient.flip();
        int octets = Math.min(Math.min(octetsAtATime, ready), Math.min(to.remaining(), toClient.remaining()));
        to.put(to.position(), toClient, 0, octets).position(to.position() + octets);
        toClient.position(octets).compact();
        ready -= ready == Integer.MAX_VALUE ? 0 : octets;
        return octets == 0 && ended ? -1 : octets;
    }

    @Override
    public int write(ByteBuffer from) throws SSLException {
        int octets = Math.min(octetsAtATime, from.remaining());
        for (int i = 0; i < octets; i++) {
            toServer.put(from.get());
        }
        take();
        return octets;
    }

    @Override
    public long write(ByteBuffer[] from) {
        throw new UnsupportedOperationException("sealed octets come from one buffer");
    }

    /// Does what the server's engine wants done.
    private void take() throws SSLException {
        boolean more = true;
        while (more) {
            more = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    engine.getDelegatedTask().run();
                    yield true;
                }
                case NEED_WRAP ->
                    engine.wrap(ByteBuffer.allocate(0), toClient).getStatus() == SSLEngineResult.Status.OK;
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> open();
            };
        }
    }

    private boolean open() throws SSLException {
        toServer.flip();
        SSLEngineResult result = engine.unwrap(toServer, received);
        toServer.compact();
        heardEnd |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return result.getStatus() == SSLEngineResult.Status.OK;
    }
}
