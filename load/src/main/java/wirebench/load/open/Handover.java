package wirebench.load.open;

import java.util.concurrent.ThreadFactory;

/// How an open loop hands an exchange to a client, by the client's native mode. Called by the pacer's thread.
sealed interface Handover extends AutoCloseable {
    /// Hands over at once and returns; never waits for the exchange.
    ///
    /// @param nowNanos what the clock said just before
    void accept(OpenSlot slot, long nowNanos);

    /// Lets go of what has not been begun yet.
    default void dropUnbegun() {}

    @Override
    default void close() {}

    /// On event loops: each exchange is begun by the pacer itself.
    record ToEventLoops() implements Handover {
        @Override
        public void accept(OpenSlot slot, long nowNanos) {
            slot.start(nowNanos);
        }
    }

    /// On virtual threads: a new one for each exchange, which is what they are for.
    record ToVirtualThreads(ThreadFactory threads) implements Handover {
        @Override
        public void accept(OpenSlot slot, long nowNanos) {
            threads.newThread(slot).start();
        }
    }

    /// On platform threads: a bounded pool with its queue. What waits in the queue has not been handed over yet.
    record ToPool(ThreadPool pool) implements Handover {
        @Override
        public void accept(OpenSlot slot, long nowNanos) {
            pool.execute(slot);
        }

        @Override
        public void dropUnbegun() {
            pool.takeAll(OpenSlot::drop);
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
