package wirebench.machine.noise;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/// Records how much later than asked a thread comes back from a sleep of a millisecond: what the timer, the
/// scheduler, the hypervisor and the JVM's pauses add to everything that waits.
///
/// By default its thread wakes a thousand times a second and takes about 1 % of a processor, so that is nothing to
/// leave running beside a measurement on few processors. With longer sleeps it costs less and sees less: a
/// stall that is shorter than a sleep is seen only if a sleep ends in it. [#stop] ends it.
public final class HiccupMeter {
    private static final long SLEEP_NANOS = 1_000_000;
    private static final long MOST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram overshoots = new Histogram(MOST_NANOS, DIGITS); // confined to the thread until it has ended
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final long sleepNanos;
    private final Thread thread;

    private HiccupMeter(long sleepNanos) {
        this.sleepNanos = sleepNanos;
        thread = Thread.ofPlatform().daemon().name("hiccups").unstarted(this::watch);
    }

    /// Begins to watch.
    ///
    /// @return the meter, to be stopped
    public static HiccupMeter start() {
        return start(Duration.ofNanos(SLEEP_NANOS));
    }

    /// Begins to watch with sleeps of another length.
    ///
    /// @param sleep how long each is meant to be
    /// @return the meter, to be stopped
    public static HiccupMeter start(Duration sleep) {
        HiccupMeter meter = new HiccupMeter(sleep.toNanos());
        meter.thread.start();
        return meter;
    }

    /// Ends the thread.
    ///
    /// @return the overshoots in nanoseconds
    /// @throws InterruptedException if interrupted meanwhile; the thread ends all the same
    public Histogram stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
        return overshoots;
    }

    private void watch() {
        while (!stopped.get()) {
            record(overshoots, sleepNanos, System::nanoTime, LockSupport::parkNanos);
        }
    }

    /// Sleeps once.
    static void record(Histogram overshoots, long sleepNanos, LongSupplier nanoClock, Sleep sleep) {
        long start = nanoClock.getAsLong();
        sleep.nanos(sleepNanos);
        long overshoot = nanoClock.getAsLong() - start - sleepNanos;
        // A park may end early for no reason, which is not what is looked for.
        overshoots.recordValue(Math.clamp(overshoot, 0, MOST_NANOS));
    }

    /// Waits for a time, or a little longer.
    interface Sleep {
        void nanos(long nanos);
    }
}
