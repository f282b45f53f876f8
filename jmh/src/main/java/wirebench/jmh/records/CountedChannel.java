package wirebench.jmh.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/// Counts the calls of the channel behind it, and the octets that it took. Confined to one thread.
final class CountedChannel implements GatheringByteChannel {
    private final GatheringByteChannel channel;
    private long calls;
    private long octets;

    CountedChannel(GatheringByteChannel channel) {
        this.channel = channel;
    }

    /// Calls of `write`, of whichever kind.
    long calls() {
        return calls;
    }

    long octets() {
        return octets;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int taken = channel.write(source);
        count(taken);
        return taken;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long taken = channel.write(sources, offset, length);
        count(taken);
        return taken;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    private void count(long taken) {
        calls++;
        octets += taken;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
