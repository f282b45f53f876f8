package wirebench.load.closed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One run of all slots: how many exchanges they may begin, until when, and who has finished. Thread-safe.
///
/// Exchanges are taken one by one, so that as many as asked for are in flight up to the last of them, whichever
/// slots are fast or slow.
final class Batch {
    private static final long LOOK_MILLIS = 250;
    private static final long GRACE_NANOS = 1_000_000_000;

    private final long exchanges;
    private final long deadlineNanos;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicReference<@Nullable String> gaveUp = new AtomicReference<>();
    private final CountDownLatch running;
    private volatile boolean ended;

    private Batch(int slots, long exchanges, long deadlineNanos) {
        this.exchanges = exchanges;
        this.deadlineNanos = deadlineNanos;
        running = new CountDownLatch(slots);
    }

    static Batch of(int slots, long exchanges) {
        // Half of what a long holds: nanoTime() may be anything, and differences must not overflow.
        return new Batch(slots, exchanges, System.nanoTime() + Long.MAX_VALUE / 2);
    }

    static Batch of(int slots, Duration duration) {
        return new Batch(slots, Long.MAX_VALUE, System.nanoTime() + duration.toNanos());
    }

    /// Takes one exchange out of the batch.
    ///
    /// @param nowNanos when it would begin
    /// @return false if the batch has come to its end
    boolean take(long nowNanos) {
        return nowNanos - deadlineNanos < 0 && taken.getAndIncrement() < exchanges && gaveUp.get() == null;
    }

    /// Ends the batch early; the first reason stays.
    void giveUp(String reason) {
        gaveUp.compareAndSet(null, reason);
    }

    /// Ends the batch early and waits for what is under way no longer than a second.
    void end(String reason) {
        giveUp(reason);
        ended = true;
    }

    /// How many slots have not finished: each carries out an exchange.
    int running() {
        return (int) running.getCount();
    }

    /// Tells that a slot will begin nothing more. What the slot wrote before is seen by whoever awaited the end.
    void slotFinished() {
        running.countDown();
    }

    /// Waits until all slots have finished, or gives the batch up when nothing happens any more.
    ///
    /// @return whether all have finished
    boolean await(Duration stall) throws InterruptedException {
        long seen = -1;
        long sinceNanos = System.nanoTime();
        while (!running.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            // Slots that finish are progress too: at the end of a batch nothing is taken any more.
            long progress = taken.get() - running.getCount();
            if (ended && System.nanoTime() - sinceNanos > GRACE_NANOS) {
                return false;
            }
            if (progress != seen) {
                seen = progress;
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > stall.toNanos()) {
                giveUp("no exchange ended for " + stall.toMillis() + " ms");
                return false;
            }
        }
        return true;
    }

    /// Why the batch was ended early.
    ///
    /// @return null if it was not
    @Nullable
    String gaveUpBecause() {
        return gaveUp.get();
    }
}
