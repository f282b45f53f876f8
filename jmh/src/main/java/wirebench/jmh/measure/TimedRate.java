package wirebench.jmh.measure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.load.open.OpenResult;

/// The result of the last iteration at a fixed rate, so that `RateProfiler`, which JMH makes, can find it. One at a
/// time in a JVM.
public final class TimedRate {
    private static final AtomicReference<@Nullable OpenResult> LATEST = new AtomicReference<>();

    private TimedRate() {}

    /// What an iteration measured.
    static void measured(OpenResult result) {
        LATEST.set(result);
    }

    /// Takes what was measured since the last call.
    public static Optional<OpenResult> take() {
        return Optional.ofNullable(LATEST.getAndSet(null));
    }
}
