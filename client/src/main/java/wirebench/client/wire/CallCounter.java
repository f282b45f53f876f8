package wirebench.client.wire;

import java.util.concurrent.atomic.AtomicLong;
import wirebench.client.SocketCalls;

/// The calls on one connection's socket. Counted by one thread at a time, read by any.
///
/// Two of these change with every exchange, so counting must cost no fence: opaque writes are plain stores that no
/// reader sees half.
final class CallCounter {
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();

    void read() {
        reads.setOpaque(reads.getPlain() + 1);
    }

    void written() {
        writes.setOpaque(writes.getPlain() + 1);
    }

    SocketCalls calls() {
        return new SocketCalls(reads.getOpaque(), writes.getOpaque());
    }
}
