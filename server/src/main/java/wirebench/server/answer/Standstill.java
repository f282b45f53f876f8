package wirebench.server.answer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The one time at which `/fault/stall-once` stands still, over all loops and connections of a server. Thread-safe.
public final class Standstill {
    private final AtomicReference<@Nullable Long> firstNanos = new AtomicReference<>();

    /// How long a request has to wait that has come. The first of all sets the clock.
    ///
    /// @param nowNanos when it came
    /// @param afterMillis from the first request to the beginning
    /// @param millis from the beginning to the end
    /// @return milliseconds to the end, at least one, or 0 if the server does not stand still
    long leftMillis(long nowNanos, long afterMillis, long millis) {
        long sinceNanos = nowNanos - first(nowNanos) - TimeUnit.MILLISECONDS.toNanos(afterMillis);
        long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis) - sinceNanos;
        return sinceNanos < 0 || leftNanos <= 0 ? 0 : Math.ceilDiv(leftNanos, TimeUnit.MILLISECONDS.toNanos(1));
    }

    private long first(long nowNanos) {
        Long known = firstNanos.get();
        if (known != null) {
            return known;
        }
        Long other = firstNanos.compareAndExchange(null, nowNanos);
        return other == null ? nowNanos : other;
    }
}
