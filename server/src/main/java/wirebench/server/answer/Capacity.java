package wirebench.server.answer;

import java.util.concurrent.atomic.AtomicInteger;

/// How many requests for `/capacity` are in service, over all loops of a server. Thread-safe.
public final class Capacity {
    private final AtomicInteger serving = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    /// Takes a place if fewer than `limit` are taken. Whoever got one must [#leave].
    ///
    /// @return how much higher than ever this made the number in service, often zero; -1 if no place was free
    int enter(long limit) {
        int before = serving.get();
        while (before < limit) {
            if (serving.compareAndSet(before, before + 1)) {
                return Math.max(0, before + 1 - peak.getAndAccumulate(before + 1, Math::max));
            }
            before = serving.get();
        }
        return -1;
    }

    /// Gives a place back.
    void leave() {
        serving.decrementAndGet();
    }
}
