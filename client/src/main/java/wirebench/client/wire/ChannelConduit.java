package wirebench.client.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import wirebench.client.SocketCalls;

/// A channel, each call on which is counted. Confined to whoever carries out the exchange, but for [#close].
public final class ChannelConduit implements Conduit {
    private final SocketChannel channel;
    private final CallLedger ledger;
    private final CallCounter counter;

    /// Counts the calls on a channel from now on.
    ///
    /// @param channel stays the caller's to close
    /// @param ledger where they are added up
    public ChannelConduit(SocketChannel channel, CallLedger ledger) {
        this.channel = channel;
        this.ledger = ledger;
        counter = ledger.open();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        counter.read();
        return channel.read(to);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        counter.written();
        return channel.write(from);
    }

    @Override
    public long write(ByteBuffer[] from) throws IOException {
        counter.written();
        return channel.write(from);
    }

    /// The calls so far.
    ///
    /// @return reads and writes on this connection
    public SocketCalls calls() {
        return counter.calls();
    }

    /// Counts no more: the channel is closed. By any thread.
    public void close() {
        ledger.close(counter);
    }

    /// Counts the reads and writes of this connection.
    public CallCounter counter() {
        return counter;
    }
}
