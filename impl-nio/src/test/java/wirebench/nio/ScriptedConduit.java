package wirebench.nio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import wirebench.client.wire.Conduit;

/// A connection without a socket: it gives what a test has put, and takes as much as a test gives room for.
final class ScriptedConduit implements Conduit {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Queue<String> toRead = new ArrayDeque<>();
    private int room = Integer.MAX_VALUE;
    private boolean ended;
    private @Nullable IOException broken;

    void room(int octets) {
        room = octets;
    }

    void put(String octets) {
        toRead.add(octets);
    }

    void end() {
        ended = true;
    }

    void breaks(IOException how) {
        broken = how;
    }

    String written() {
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    int unread() {
        return toRead.size();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        throwIfBroken();
        String next = toRead.poll();
        if (next == null) {
            return ended ? -1 : 0;
        }
        int taken = Math.min(next.length(), to.remaining());
        to.put(next.substring(0, taken).getBytes(StandardCharsets.ISO_8859_1));
        if (taken < next.length()) {
            put(next.substring(taken));
        }
        return taken;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        throwIfBroken();
        int taken = Math.min(room, from.remaining());
        room -= taken;
        for (int i = 0; i < taken; i++) {
            written.write(from.get());
        }
        return taken;
    }

    @Override
    public long write(ByteBuffer[] from) throws IOException {
        long sum = 0;
        for (ByteBuffer each : from) {
            sum += write(each);
        }
        return sum;
    }

    private void throwIfBroken() throws IOException {
        IOException how = broken;
        if (how != null) {
            throw how;
        }
    }
}
