package wirebench.jmh.measure;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.load.closed.ClosedLoop;

/// The loop that is timed in this JVM, so that `LatencyProfiler`, which JMH makes, can find it. One at a time; it
/// stays until the next, because JMH closes a trial before it asks for what its last iteration measured.
public final class TimedLoop {
    private static final AtomicReference<@Nullable ClosedLoop> CURRENT = new AtomicReference<>();

    private TimedLoop() {}

    /// What is timed from now on.
    public static void begins(ClosedLoop loop) {
        CURRENT.set(loop);
    }

    /// What is timed.
    public static @Nullable ClosedLoop current() {
        return CURRENT.get();
    }
}
