package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import wirebench.certificates.TestAuthority;
import wirebench.client.config.ClientConfig;
import wirebench.client.tls.TlsConduit;
import wirebench.client.tls.TlsMachine;
import wirebench.client.wire.BufferSupply;

/// The client's end of a session in memory. Not thread-safe.
sealed interface RecordArm {
    /// Seals octets as one record and gives it to the server.
    void send(ByteBuffer octets) throws IOException;

    /// Opens the record that the server has sealed.
    void receive(ByteBuffer octets) throws IOException;

    /// Agrees on a session.
    ///
    /// @param arm `engine` or `conduit`
    static RecordArm open(String arm, TestAuthority authority, RecordPeer server) throws IOException {
        SSLEngine engine = authority.clientContext().createSSLEngine();
        engine.setUseClientMode(true);
        TlsConduit conduit = new TlsConduit(server, engine, BufferSupply.forTls(ClientConfig.DEFAULT));
        shakeHands(conduit);
        return switch (arm) {
            case "engine" -> new Engine(engine, server, ByteBuffer.allocateDirect(BufferSupply.TLS_RECORD_OCTETS));
            case "conduit" -> new Conduit(conduit);
            default ->
                throw new IllegalArgumentException("there is no arm '" + arm + "'; choose one of engine, conduit");
        };
    }

    /// To the end, so that the engine is of use without the conduit: what the server says of its own accord when the
    /// handshake is done, such as a ticket, is read too.
    private static void shakeHands(TlsConduit conduit) throws IOException {
        for (TlsMachine.Need need = conduit.handshake(); need != TlsMachine.Need.NOTHING; need = conduit.handshake()) {
            switch (need) {
                case TASK -> conduit.task().run();
                case INPUT, OUTPUT, NOTHING -> throw new IOException("the handshake waits for " + need);
            }
        }
        int octets = conduit.read(ByteBuffer.allocate(1));
        conduit.rest();
        if (octets != 0) {
            throw new IOException("the server sent octets that nobody asked for");
        }
    }

    /// The JDK's engine and one buffer.
    record Engine(SSLEngine engine, RecordPeer server, ByteBuffer sealed) implements RecordArm {
        @Override
        public void send(ByteBuffer octets) throws IOException {
            engine.wrap(octets, sealed.clear());
            server.write(sealed.flip());
        }

        @Override
        public void receive(ByteBuffer octets) throws IOException {
            server.read(sealed.clear());
            engine.unwrap(sealed.flip(), octets);
        }
    }

    /// As our clients do it.
    record Conduit(TlsConduit conduit) implements RecordArm {
        @Override
        public void send(ByteBuffer octets) throws IOException {
            conduit.write(octets);
        }

        @Override
        public void receive(ByteBuffer octets) throws IOException {
            conduit.read(octets);
            conduit.rest();
        }
    }
}
