package wirebench.client.threads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import wirebench.client.config.BufferConfig;
import wirebench.client.config.BufferStrategy;
import wirebench.client.tls.TlsConduit;
import wirebench.client.tls.TlsInput;
import wirebench.client.tls.TlsMachine;
import wirebench.client.tls.TlsOutput;
import wirebench.client.wire.BufferSupply;
import wirebench.client.wire.CallLedger;
import wirebench.client.wire.ChannelConduit;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.CountedInput;
import wirebench.client.wire.CountedOutput;
import wirebench.client.wire.StreamConduit;

/// A connection's socket, and what octets pass through between it and an exchange: the channel that counts calls,
/// TLS if the origin is secure, buffered streams if the strategy wants them.
///
/// ```
///        connect         secure
/// unused -------> plain ---------> secured          closed from everywhere, and by any thread
/// ```
/// Each step builds anew what lies above the channel. Confined to the thread that holds the lease, but for [#close]
/// and [#isOpen].
final class SocketStack {
    private final SocketChannel channel = SocketChannel.open();
    private final ChannelConduit counted;
    private final @Nullable BufferConfig streams; // how large, if octets go through streams

    private @Nullable TlsConduit tls; // from secured on
    private Conduit conduit;
    private InputStream unread = InputStream.nullInputStream(); // the socket's own, or one above it

    SocketStack(BufferConfig buffers, CallLedger ledger) throws IOException {
        streams = buffers.strategy() == BufferStrategy.STREAM ? buffers : null;
        counted = new ChannelConduit(channel, ledger);
        conduit = counted;
    }

    void connect(InetSocketAddress address) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
        build();
    }

    /// Agrees on keys with the server and finds out who it is; from then on nothing goes in the clear.
    ///
    /// @param sealed where a buffer has room for a record
    void secure(SSLEngine engine, BufferSupply sealed) throws IOException {
        TlsConduit securing = new TlsConduit(counted, engine, sealed);
        while (securing.handshake() == TlsMachine.Need.TASK) {
            securing.task().run();
        }
        tls = securing;
        build();
    }

    private void build() throws IOException {
        InputStream in = new CountedInput(channel.socket().getInputStream(), counted.counter());
        TlsConduit secured = tls;
        unread = secured == null ? in : new TlsInput(secured, in);
        conduit = unbuffered();
        if (streams != null) {
            StreamConduit buffered = new StreamConduit(unread, output(secured), streams.octets());
            unread = buffered.input();
            conduit = buffered;
        }
    }

    private OutputStream output(@Nullable TlsConduit secured) throws IOException {
        return secured != null
                ? new TlsOutput(secured)
                : new CountedOutput(channel.socket().getOutputStream(), counted.counter());
    }

    /// What was agreed on, once the connection is secured.
    SSLSession session() {
        return Objects.requireNonNull(tls).session();
    }

    SocketChannel channel() {
        return channel;
    }

    /// Where an exchange reads and writes.
    Conduit conduit() {
        return conduit;
    }

    /// Reads the same octets without a buffer of its own.
    Conduit unbuffered() {
        TlsConduit secured = tls;
        return secured == null ? counted : secured;
    }

    /// Tells whether octets can be read at once.
    InputStream unread() {
        return unread;
    }

    /// Whether octets that have left the channel may be in a buffer, so that nothing may be read past it.
    boolean buffered() {
        return streams != null;
    }

    /// Whether what can be read may be TLS's own, such as a ticket, and nothing that came unasked.
    boolean secured() {
        return tls != null;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Tells the server that nothing follows, where that is part of the protocol.
    void sayEnd() {
        TlsConduit secured = tls;
        if (secured != null && channel.isOpen()) {
            try {
                channel.configureBlocking(false); // a server that reads nothing must not hold up whoever closes
                secured.end();
            } catch (IOException e) {
                // It is being closed already.
            }
        }
    }

    void close() {
        try (channel) {
            counted.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }
}
