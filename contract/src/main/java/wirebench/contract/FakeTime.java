package wirebench.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.client.NanoClock;

/// A clock that stands still until a test says otherwise. Thread-safe.
final class FakeTime implements NanoClock {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
