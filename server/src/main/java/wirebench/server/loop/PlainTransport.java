package wirebench.server.loop;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// The socket and nothing else.
final class PlainTransport implements Transport {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private int interest = SelectionKey.OP_READ;

    PlainTransport(EventLoop loop, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        return channel.read(in);
    }

    @Override
    public int write(ByteBuffer out) throws IOException {
        return channel.write(out);
    }

    @Override
    public boolean drained() {
        return true;
    }

    @Override
    public void listenFor(int ops) {
        if (interest != ops) {
            interest = ops;
            key.interestOps(ops);
        }
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void cutNextRecord() {
        // There are none.
    }

    @Override
    public void cut() {
        loop.close(channel);
    }

    @Override
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        loop.close(channel);
    }

    @Override
    public void close() {
        loop.close(channel);
    }
}
