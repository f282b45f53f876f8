package wirebench.client.pool;

import java.util.concurrent.atomic.AtomicInteger;

/// How many wait in a line, which has a bound. Thread-safe.
final class LineLength {
    private final AtomicInteger waiting = new AtomicInteger();
    private final int most;

    LineLength(int most) {
        this.most = most;
    }

    /// Counts one more, unless the line is full.
    boolean add() {
        int now;
        do {
            now = waiting.get();
            if (now >= most) {
                return false;
            }
        } while (!waiting.compareAndSet(now, now + 1));
        return true;
    }

    void remove() {
        waiting.decrementAndGet();
    }

    int get() {
        return waiting.get();
    }
}
