package wirebench.nio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import wirebench.client.ChannelConduit;

/// A connection's channel, registered with its loop. Confined to the event loop.
final class LoopSocket {
    private final SocketChannel channel;
    private final ChannelConduit conduit;
    private final InputStream unread; // asked how much there is, never read
    private final SelectionKey key;
    private final Interest interest;
    private final Buffers buffers;

    /// Takes over a channel that is connected and registered.
    LoopSocket(SocketChannel channel, NioConnection connection, EventLoop loop, LoopShare share) {
        this.channel = channel;
        buffers = loop.buffers();
        conduit = new ChannelConduit(channel, share.ledger());
        unread = unread(channel);
        key = channel.keyFor(loop.selector());
        key.attach(connection);
        interest = new Interest(key);
    }

    /// Where octets go in and out.
    ChannelConduit conduit() {
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

    /// Whether there is no octet to read, which does not tell whether the connection has ended.
    boolean isEmpty() {
        try {
            return unread.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether there is nothing to read, not even an end. What comes unasked must never answer the next request.
    boolean isSilent() {
        try {
            return conduit.read(buffers.probe()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        conduit.close();
        EventLoop.closeQuietly(channel);
    }

    private static InputStream unread(SocketChannel channel) {
        try {
            return channel.socket().getInputStream();
        } catch (IOException e) {
            return InputStream.nullInputStream(); // it is closed already, which the first use will tell
        }
    }
}
