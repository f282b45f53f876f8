package wirebench.load.open;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.load.Patience;

/// One run of an open loop: what was meant to start, what has ended, and why it ended early. Thread-safe; what
/// only the pacer's thread writes is marked so.
final class OpenRun {
    private static final long GRACE_NANOS = 1_000_000_000;
    private static final long LOOK_NANOS = 500_000;

    private final Pacer pacer;
    private final Patience patience;
    private final long startNanos = System.nanoTime();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicInteger errorsInARow = new AtomicInteger();
    private final AtomicReference<@Nullable String> gaveUp = new AtomicReference<>();
    private final AtomicLong lastEndNanos = new AtomicLong(startNanos);
    private volatile boolean cut;
    private long intended; // by the pacer
    private long begun; // by the pacer
    private long mostPending; // by the pacer
    private long lastLagNanos; // by the pacer: of the last arrival
    private long movedNanos = startNanos; // by the pacer: when it last began an exchange while none was under way

    OpenRun(Pacer pacer, Patience patience) {
        this.pacer = pacer;
        this.patience = patience;
    }

    long startNanos() {
        return startNanos;
    }

    /// An arrival is due; whether it may begin or is one too many.
    boolean admit(long intendedNanos, long nowNanos, int bound) {
        intended++;
        lastLagNanos = nowNanos - intendedNanos;
        long pending = pending();
        if (pending >= bound) {
            return false;
        }
        if (pending == 0) {
            movedNanos = intendedNanos;
        }
        begun++;
        mostPending = Math.max(mostPending, pending + 1);
        return true;
    }

    /// An exchange is over, whatever became of it.
    void ended(long nowNanos) {
        lastEndNanos.setPlain(nowNanos); // seen by whoever sees that one more has ended
        ended.incrementAndGet();
    }

    /// An exchange ended well.
    void wentWell() {
        if (errorsInARow.getPlain() != 0) {
            errorsInARow.set(0);
        }
    }

    /// An exchange did not; gives the run up if it is one too many.
    void failed(String kind, Throwable failure) {
        int inARow = errorsInARow.incrementAndGet();
        if (inARow > patience.errorsInARow()) {
            giveUp(inARow + " errors in a row, the last: " + kind + ": " + failure.getMessage());
        }
    }

    /// Ends the run early; the first reason stays.
    void giveUp(String reason) {
        gaveUp.compareAndSet(null, reason);
        pacer.wake();
    }

    /// Ends the run early and waits for what is under way no longer than a second.
    void cut(String reason) {
        cut = true;
        giveUp(reason);
    }

    boolean over() {
        return gaveUp.get() != null;
    }

    /// Gives the run up if exchanges are under way and none has ended for too long.
    void requireProgress(long nowNanos) {
        if (pending() > 0 && stalled(nowNanos, movedNanos)) {
            giveUp("no exchange ended for " + patience.stall().toMillis() + " ms");
        }
    }

    /// Waits until all that began has ended, or has had its chance to.
    void drain() throws InterruptedException {
        long sinceNanos = System.nanoTime();
        while (pending() > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long nowNanos = System.nanoTime();
            boolean hopeless = stalled(nowNanos, sinceNanos);
            if (hopeless) {
                giveUp("no exchange ended for " + patience.stall().toMillis() + " ms");
            }
            if (hopeless || (cut && nowNanos - sinceNanos > GRACE_NANOS)) {
                return;
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private boolean stalled(long nowNanos, long sinceNanos) {
        return Math.min(nowNanos - sinceNanos, nowNanos - lastEndNanos.get())
                > patience.stall().toNanos();
    }

    /// Exchanges that have begun, or wait for a thread, and have not ended.
    long pending() {
        return begun - ended.get();
    }

    long intended() {
        return intended;
    }

    long refused() {
        return intended - begun;
    }

    long mostPending() {
        return mostPending;
    }

    long lastLagNanos() {
        return lastLagNanos;
    }

    /// From the first moment to the last end, or to the end of the schedule if that was later.
    long elapsedNanos(long windowNanos) {
        long untilEnd = lastEndNanos.get() - startNanos;
        return Math.max(untilEnd, over() ? 1 : windowNanos);
    }

    @Nullable
    String gaveUpBecause() {
        return gaveUp.get();
    }
}
