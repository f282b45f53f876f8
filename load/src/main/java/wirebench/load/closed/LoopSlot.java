package wirebench.load.closed;

import wirebench.load.lane.AsynchronousLane;

/// A slot whose exchanges are carried out on event loops: the completion of each starts the next.
///
/// The fields are handed from thread to thread together with the exchange, so they need no guard of their own.
final class LoopSlot implements Slot, AsynchronousLane.Completion {
    private final AsynchronousLane lane;
    private final Tally tally;
    private Batch batch = Batch.of(0, 0);

    LoopSlot(AsynchronousLane lane, Tally tally) {
        this.lane = lane;
        this.tally = tally;
    }

    @Override
    public void begin(Batch next) {
        batch = next;
        next(System.nanoTime());
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void close() {}

    @Override
    public void completed(long bodyOctets) {
        // The end of one exchange is the start of the next: one look at the clock for each.
        long nowNanos = System.nanoTime();
        tally.completed(nowNanos, bodyOctets, lane.status());
        next(nowNanos);
    }

    @Override
    public void failed(Throwable failure) {
        tally.failed(failure, batch);
        next(System.nanoTime());
    }

    private void next(long nowNanos) {
        if (tally.abandoned() || !batch.take(nowNanos)) {
            tally.finished(batch, nowNanos);
            return;
        }
        tally.began(nowNanos);
        try {
            lane.start(this);
        } catch (IllegalStateException e) {
            // The client was closed under the load: nothing was started, so nothing will be told.
            batch.giveUp("no exchange can be started: " + e.getMessage());
            tally.failed(e, batch);
            tally.finished(batch, nowNanos);
        }
    }
}
