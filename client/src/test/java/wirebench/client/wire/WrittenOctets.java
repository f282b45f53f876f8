package wirebench.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A conduit that keeps what is written, and has nothing to read.
final class WrittenOctets implements Conduit {
    private final StringBuilder text = new StringBuilder();

    /// What was written since this was asked for last.
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    @Override
    public int read(ByteBuffer to) {
        return 0;
    }

    @Override
    public int write(ByteBuffer from) {
        byte[] octets = new byte[from.remaining()];
        from.get(octets);
        text.append(new String(octets, StandardCharsets.ISO_8859_1));
        return octets.length;
    }

    @Override
    public long write(ByteBuffer[] from) {
        long octets = 0;
        for (ByteBuffer each : from) {
            octets += write(each);
        }
        return octets;
    }
}
