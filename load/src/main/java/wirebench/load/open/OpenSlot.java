package wirebench.load.open;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wirebench.load.lane.AsynchronousLane;
import wirebench.load.lane.OpenLane;

/// One of the exchanges in flight of an open loop. Used again and again, so that nothing is allocated per exchange.
///
/// The fields are handed from thread to thread together with the exchange, so they need no guard of their own.
final class OpenSlot implements AsynchronousLane.Completion, Runnable {
    private final OpenLane lane;
    private final OpenTally tally;
    private final int number;
    private final FreeSlots free;
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
            end(System.nanoTime());
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
        tally.completed(number, intendedNanos, handedNanos, lane.acquireNanos(), nowNanos, bodyOctets);
        run.wentWell();
        end(nowNanos);
    }

    @Override
    public void failed(Throwable failure) {
        tally.failed(number, handedNanos - intendedNanos, failure, run);
        end(System.nanoTime());
    }

    /// The slot is free before the run knows, so that a run never sees fewer free slots than its bound allows.
    private void end(long nowNanos) {
        OpenRun ended = run;
        free.push(this);
        ended.ended(nowNanos);
    }
}
