package wirebench.client.pool;

import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeFailure;
import wirebench.client.Phase;

/// Threads that wait for a slot, and how those are served. Thread-safe; waiting parks.
///
/// Nobody waits in vain, since both sides do things in this order: who wants to wait stands in line first and looks
/// for a free slot then, and who frees a slot puts it back first and looks at the line then.
///
/// @param <C> the connections
sealed interface WaitingLine<C> permits FairLine, UnfairLine {
    /// Whether one who comes now has to stand in line, although a slot may be free.
    boolean goesFirst();

    /// Waits for a slot.
    ///
    /// @param deadlineNanos the last moment to wait for
    /// @param phase what the deadline is of, for the failure
    /// @return a slot, leased to the calling thread
    /// @throws ExchangeFailure if none came in time, too many wait already, the thread was interrupted or the pool
    ///     closed
    PoolSlot<C> await(long deadlineNanos, Phase phase) throws ExchangeFailure;

    /// Serves those who wait, since a slot may have become free.
    void freed();

    /// How many wait.
    int size();

    /// Lets everybody in line look whether the pool was closed.
    void wakeAll();

    /// What a line knows of its pool.
    ///
    /// @param <C> the connections
    interface Slots<C> {
        /// A free slot for the calling thread.
        ///
        /// @return null if there is none
        @Nullable
        PoolSlot<C> take();

        /// A free slot for another thread than the calling one.
        ///
        /// @return null if there is none
        @Nullable
        PoolSlot<C> takeForAnother();

        /// Puts a slot back that was taken for somebody who has left.
        void putBack(PoolSlot<C> slot);

        /// Whether the pool lends nothing any more.
        boolean isShut();

        /// The failure of one who gives up.
        ///
        /// @param inTime false if the deadline has passed
        ExchangeFailure gaveUp(boolean inTime, Phase phase);

        /// The failure of one who may not even wait.
        ExchangeFailure lineFull();
    }
}
