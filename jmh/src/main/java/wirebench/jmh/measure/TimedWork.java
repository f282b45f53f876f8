package wirebench.jmh.measure;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where [WorkProfiler][wirebench.jmh.profile.WorkProfiler], which JMH makes, finds the measurement of this JVM.
///
/// It stays until the next, because JMH closes a trial within its last iteration and asks profilers afterwards; a
/// measurement that is closed still tells what it did.
public final class TimedWork {
    private static final AtomicReference<@Nullable WireMeasurement> LATEST = new AtomicReference<>();

    private TimedWork() {}

    /// What is measured from now on.
    static void begins(WireMeasurement measurement) {
        LATEST.set(measurement);
    }

    /// What was opened last.
    public static @Nullable WireMeasurement latest() {
        return LATEST.get();
    }

    /// What the latencies of the exchanges are called.
    public static String latencyIs() {
        WireMeasurement measurement = LATEST.get();
        return measurement == null ? "latency" : measurement.latencyIs();
    }
}
