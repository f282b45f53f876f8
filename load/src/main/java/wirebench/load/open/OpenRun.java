package wirebench.load.open;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.load.EarlyEnd;
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
    private final AtomicReference<@Nullable EarlyEnd> early = new AtomicReference<>();
    private final AtomicLong lastEndNanos = new AtomicLong(startNanos);
    private volatile boolean closed;
    private long intended; // by the pacer
    private long begun; // by the pacer
    private long notBegun; // by the pacer
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

    /// An arrival that waited for a thread is not going to have one: it is over, but not as an exchange
    /// ends. Called by the pacer.
    void dropped() {
        notBegun++;
        ended.incrementAndGet();
    }

    /// Arrivals that waited for a thread in vain.
    long notBegun() {
        return notBegun;
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

    /// Ends the run early, and waits for what is under way no longer than a second; the first reason stays.
    void giveUp(String reason) {
        early.compareAndSet(null, EarlyEnd.now(reason));
        pacer.wake();
    }

    boolean over() {
        return early.get() != null;
    }

    /// What ends from now on is not counted any more.
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    /// Gives the run up if exchanges are under way and none has ended for too long.
    void requireProgress(long nowNanos) {
        if (pending() > 0 && stalled(nowNanos, movedNanos)) {
            giveUp("no exchange ended for " + patience.stallText());
        }
    }

    /// Waits until all that began has ended, or has had its chance to. What still waits for a thread after a
    /// second is not begun any more; after an early end, nothing is.
    ///
    /// @param unbegun lets go of what waits for a thread
    void drain(Runnable unbegun) throws InterruptedException {
        long sinceNanos = System.nanoTime();
        boolean begins = true;
        while (pending() > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long nowNanos = System.nanoTime();
            if (begins && (over() || nowNanos - sinceNanos > GRACE_NANOS)) {
                begins = false;
                unbegun.run();
            }
            EarlyEnd end = early.get();
            if (end == null ? hopeless(nowNanos, sinceNanos) : nowNanos - end.nanos() > GRACE_NANOS) {
                return;
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private boolean hopeless(long nowNanos, long sinceNanos) {
        if (stalled(nowNanos, sinceNanos)) {
            giveUp("no exchange ended for " + patience.stallText());
        } else if (nowNanos - sinceNanos > patience.stallNanos()) {
            giveUp(pending() + " exchanges had no answer " + patience.stallText() + " after the last arrival");
        }
        return over();
    }

    private boolean stalled(long nowNanos, long sinceNanos) {
        return Math.min(nowNanos - sinceNanos, nowNanos - lastEndNanos.get()) > patience.stallNanos();
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

    /// From the first moment to the last end, or to the end of the schedule if that was later; of a run that ended
    /// early, at least to that moment.
    long elapsedNanos(long windowNanos) {
        EarlyEnd end = early.get();
        return end == null
                ? Math.max(lastEndNanos.get() - startNanos, windowNanos)
                : end.elapsedNanos(startNanos, lastEndNanos.get());
    }

    /// How much of a schedule there was.
    long windowNanos(long plannedNanos) {
        EarlyEnd end = early.get();
        return end == null ? plannedNanos : Math.clamp(end.nanos() - startNanos, 1, plannedNanos);
    }

    @Nullable
    String gaveUpBecause() {
        EarlyEnd end = early.get();
        return end == null ? null : end.reason();
    }
}
