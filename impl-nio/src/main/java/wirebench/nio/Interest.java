package wirebench.nio;

import java.nio.channels.SelectionKey;

/// The operations that a connection waits for, which are told to its key only if they change, and that is seldom.
/// Confined to the event loop.
final class Interest {
    private final SelectionKey key;
    private int told = SelectionKey.OP_READ;

    Interest(SelectionKey key) {
        this.key = key;
        key.interestOps(told);
    }

    /// Whether octets, or the end, are waited for.
    void inReading(boolean wanted) {
        tell(SelectionKey.OP_READ, wanted);
    }

    /// Whether room to write is waited for.
    void inWriting(boolean wanted) {
        tell(SelectionKey.OP_WRITE, wanted);
    }

    private void tell(int operation, boolean wanted) {
        int now = wanted ? told | operation : told & ~operation;
        if (now != told) {
            told = now;
            key.interestOps(now);
        }
    }
}
