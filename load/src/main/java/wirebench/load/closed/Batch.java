package wirebench.load.closed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.load.EarlyEnd;
import wirebench.load.Patience;

/// One run of all slots: how many exchanges they may begin, until when, and who has finished. Thread-safe.
///
/// Exchanges are taken one by one, so that as many as asked for are in flight up to the last of them, whichever
/// slots are fast or slow.
final class Batch {
    private static final long LOOK_MILLIS = 250;
    private static final long GRACE_NANOS = 1_000_000_000;
    // Half of what a long holds: nanoTime() may be anything, and differences must not overflow.
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final long exchanges;
    private final long deadlineNanos;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicReference<@Nullable EarlyEnd> early = new AtomicReference<>();
    private final CountDownLatch running;

    private Batch(int slots, long exchanges, long longestNanos) {
        this.exchanges = exchanges;
        deadlineNanos = System.nanoTime() + longestNanos;
        running = new CountDownLatch(slots);
    }

    static Batch of(int slots, long exchanges) {
        return new Batch(slots, exchanges, LONGEST_NANOS);
    }

    static Batch of(int slots, Duration duration) {
        return new Batch(slots, Long.MAX_VALUE, Math.min(Deadline.nanos(duration), LONGEST_NANOS));
    }

    /// Takes one exchange out of the batch.
    ///
    /// @param nowNanos when it would begin
    /// @return false if the batch has come to its end
    boolean take(long nowNanos) {
        return nowNanos - deadlineNanos < 0 && taken.getAndIncrement() < exchanges && early.get() == null;
    }

    /// Ends the batch early, and waits for what is under way no longer than a second; the first reason stays.
    void giveUp(String reason) {
        early.compareAndSet(null, EarlyEnd.now(reason));
    }

    /// How many slots have not finished: each carries out an exchange.
    int running() {
        return (int) running.getCount();
    }

    /// Tells that a slot will begin nothing more. What the slot wrote before is seen by whoever awaited the end.
    void slotFinished() {
        running.countDown();
    }

    /// Waits until all slots have finished; gives the batch up when nothing happens any more, or when what its last
    /// moment left in flight has had its time.
    ///
    /// @return whether all have finished; else the batch has ended early, and nothing more begins
    boolean await(Patience patience) throws InterruptedException {
        long seen = -1;
        long sinceNanos = System.nanoTime();
        while (!running.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long nowNanos = System.nanoTime();
            EarlyEnd end = early.get();
            if (end != null) {
                if (nowNanos - end.nanos() > GRACE_NANOS) {
                    return false;
                }
                continue;
            }
            // Slots that finish are progress too: at the end of a batch nothing is taken any more.
            long progress = taken.get() - running.getCount();
            if (progress != seen) {
                seen = progress;
                sinceNanos = nowNanos;
            } else if (nowNanos - sinceNanos > patience.stallNanos()) {
                giveUp("no exchange ended for " + patience.stallText());
                return false;
            }
            if (nowNanos - deadlineNanos > patience.stallNanos()) {
                giveUp(running.getCount() + " exchanges had no answer " + patience.stallText()
                        + " after the last had begun");
                return false;
            }
        }
        return true;
    }

    /// Why and when the batch was ended early.
    ///
    /// @return null if it was not
    @Nullable
    EarlyEnd early() {
        return early.get();
    }
}
