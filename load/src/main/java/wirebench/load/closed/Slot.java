package wirebench.load.closed;

/// One of the exchanges in flight: takes exchanges from a batch, one after another, until there are none left.
sealed interface Slot extends AutoCloseable permits ThreadSlot, LoopSlot {
    /// Begins with a batch and returns at once; the slot tells the batch when it has finished.
    void begin(Batch batch);

    /// What the slot counted; to be read when it has finished a batch.
    Tally tally();

    @Override
    void close();
}
