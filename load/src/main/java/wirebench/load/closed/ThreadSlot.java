package wirebench.load.closed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.SynchronousLane;

/// A slot with a thread of its own, platform or virtual, that parks between batches.
final class ThreadSlot implements Slot {
    private static final Duration END = Duration.ofSeconds(5);

    private final SynchronousLane lane;
    private final Tally tally;
    private final Thread thread;
    private volatile @Nullable Batch batch;
    private volatile boolean closed;

    ThreadSlot(SynchronousLane lane, Tally tally, ThreadFactory threads) {
        this.lane = lane;
        this.tally = tally;
        thread = threads.newThread(this::run);
        thread.start();
    }

    @Override
    public void begin(Batch next) {
        batch = next;
        LockSupport.unpark(thread);
    }

    @Override
    public Tally tally() {
        return tally;
    }

    /// Ends the thread, also out of an exchange.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Batch done = null;
        while (!closed) {
            Batch next = batch;
            if (next == null || next == done) {
                LockSupport.park(this);
            } else {
                carryOut(next);
                done = next;
            }
        }
        lane.close();
    }

    private void carryOut(Batch next) {
        long startNanos = System.nanoTime();
        try {
            while (!closed && !tally.abandoned() && next.take(startNanos)) {
                // The end of one exchange is the start of the next: one look at the clock for each.
                startNanos = exchange(next, startNanos);
            }
        } catch (Error e) {
            next.giveUp("a lane broke: " + e);
            tally.failed(e, next);
            throw e;
        } finally {
            tally.finished(next, startNanos);
        }
    }

    private long exchange(Batch current, long startNanos) {
        tally.began(startNanos);
        try {
            long octets = lane.exchange();
            long endNanos = System.nanoTime();
            tally.completed(endNanos, octets, lane.status());
            return endNanos;
        } catch (IOException | RuntimeException e) {
            tally.failed(e, current);
            return System.nanoTime();
        }
    }
}
