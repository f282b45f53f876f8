package wirebench.nio;

/// The time for which a loop looks again and again whether something has happened, before it waits to be woken.
/// Confined to the event loop.
final class Polling {
    private final LoopTime time;
    private final long spinNanos;
    private long untilNanos;

    Polling(LoopTime time, long spinNanos) {
        this.time = time;
        this.spinNanos = spinNanos;
    }

    /// Something has happened, so that more may follow soon.
    void restart() {
        if (spinNanos > 0) {
            untilNanos = time.now() + spinNanos;
        }
    }

    /// Whether to look once more instead of waiting. The clock is not read if the loop always waits.
    boolean goesOn() {
        if (untilNanos == 0) {
            return false;
        }
        if (time.now() >= untilNanos) {
            untilNanos = 0;
            return false;
        }
        Thread.onSpinWait();
        return true;
    }
}
