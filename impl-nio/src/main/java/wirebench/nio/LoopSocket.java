package wirebench.nio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import wirebench.client.pool.IdleProbe;
import wirebench.client.tls.TlsConduit;
import wirebench.client.wire.ChannelConduit;
import wirebench.client.wire.Conduit;

/// A connection's channel, registered with its loop. Confined to the event loop.
final class LoopSocket implements IdleProbe {
    private final SocketChannel channel;
    private final ChannelConduit counted;
    private final Conduit conduit;
    private final InputStream unread; // asked how much there is, never read
    private final SelectionKey key;
    private final Interest interest;
    private final ByteBuffer probe;

    /// Takes over a channel that is connected and registered.
    ///
    /// @param counted counts the calls on it
    /// @param conduit where octets go in and out: the same, or TLS above it
    /// @param key of the channel
    /// @param probe room for one octet, to find out whether there is one
    LoopSocket(SocketChannel channel, ChannelConduit counted, Conduit conduit, SelectionKey key, ByteBuffer probe) {
        this.channel = channel;
        this.counted = counted;
        this.conduit = conduit;
        this.key = key;
        this.probe = probe;
        unread = unread(channel);
        interest = new Interest(key);
    }

    /// Where octets go in and out.
    Conduit conduit() {
        return conduit;
    }

    /// What is waited for.
    Interest interest() {
        return interest;
    }

    /// Whether there is room to write, as far as the last select told.
    boolean isWritable() {
        return key.isWritable();
    }

    /// {@inheritDoc}
    ///
    /// What comes by way of TLS may be its own, such as a ticket, so it has to be opened.
    @Override
    public boolean nothingCame() {
        try {
            return (unread.available() == 0 && !conduit.holdsInput()) || (isSecured() && isSilent());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isSilent() {
        try {
            return conduit.read(probe.clear()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        if (conduit instanceof TlsConduit secured) {
            secured.end();
        }
        counted.close();
        closeQuietly(channel);
    }

    static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nobody can do anything about it.
        }
    }

    private boolean isSecured() {
        return conduit != counted;
    }

    private static InputStream unread(SocketChannel channel) {
        try {
            return channel.socket().getInputStream();
        } catch (IOException e) {
            return InputStream.nullInputStream(); // it is closed already, which the first use will tell
        }
    }
}
