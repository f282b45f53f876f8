package wirebench.load.open;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.AsynchronousLane;
import wirebench.load.lane.OpenLane;

/// One of the exchanges in flight of an open loop. Used again and again, so that nothing is allocated per exchange.
///
/// The fields are handed from thread to thread together with the exchange, so they need no guard of their own,
/// but for the one that tells whoever watches since when the exchange has been under way.
final class OpenSlot implements AsynchronousLane.Completion, Runnable {
    private static final long NONE = Long.MIN_VALUE; // no point in time that a clock shows

    private final OpenLane lane;
    private final OpenTally tally;
    private final int number;
    private final FreeSlots free;
    private final AtomicLong since = new AtomicLong(NONE); // the intended start, while there is no outcome
    private OpenRun run;
    private long intendedNanos;
    private long handedNanos;

    @Nullable
    OpenSlot next; // of the free ones; written by whoever pushes

    OpenSlot(int number, OpenLane lane, OpenTally tally, FreeSlots free, OpenRun first) {
        this.number = number;
        this.lane = lane;
        this.tally = tally;
        this.free = free;
        run = first;
    }

    /// Says what the slot is for next.
    void intend(OpenRun current, long nanos) {
        run = current;
        intendedNanos = nanos;
        since.setRelease(nanos);
    }

    int number() {
        return number;
    }

    OpenRun current() {
        return run;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long handedNanos() {
        return handedNanos;
    }

    /// Its exchange has an outcome, which was counted.
    void counted() {
        since.setRelease(NONE);
    }

    /// For how long the exchange under way, or meant to be, has been waited for.
    ///
    /// @return 0 if there is none
    long waitNanos(long nowNanos) {
        long from = since.getAcquire();
        return from == NONE ? 0 : Math.max(0, nowNanos - from);
    }

    /// Takes note of an exchange that has no outcome when its run is over.
    ///
    /// @param waits where its wait so far is recorded
    void cut(Histogram waits, long nowNanos) {
        if (since.getAcquire() != NONE) {
            waits.recordValue(waitNanos(nowNanos));
            since.setRelease(NONE);
        }
    }

    /// Lets go of an exchange that was never handed to the client: it stays without an outcome, and its lag is
    /// at least what it has waited.
    void drop() {
        tally.dropped(this, System.nanoTime());
        OpenRun dropped = run;
        free.push(this);
        dropped.dropped();
    }

    /// Carries the exchange out on the calling thread.
    @Override
    public void run() {
        handedNanos = System.nanoTime();
        try {
            completed(lane.exchange());
        } catch (IOException | RuntimeException e) {
            failed(e);
        } catch (Error e) {
            run.giveUp("a lane broke: " + e);
            failed(e);
            throw e;
        }
    }

    /// Begins the exchange on the client's event loops.
    ///
    /// @param nowNanos what the clock said just before
    void start(long nowNanos) {
        handedNanos = nowNanos;
        try {
            lane.start(this);
        } catch (IllegalStateException e) {
            // The client was closed under the load: nothing was started, so nothing will be told.
            run.giveUp("no exchange can be started: " + e.getMessage());
            failed(e);
        }
    }

    @Override
    public void completed(long bodyOctets) {
        long nowNanos = System.nanoTime();
        tally.completed(this, lane.acquireNanos(), nowNanos, bodyOctets, lane.status());
        end(nowNanos);
    }

    @Override
    public void failed(Throwable failure) {
        tally.failed(this, failure);
        end(System.nanoTime());
    }

    /// The slot is free before the run knows, so that a run never sees fewer free slots than its bound allows.
    private void end(long nowNanos) {
        OpenRun ended = run;
        free.push(this);
        ended.ended(nowNanos);
    }
}
