package wirebench.client.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeFailure;
import wirebench.client.NanoClock;
import wirebench.client.Phase;

/// Whoever comes while a slot is free gets it, past those who wait. A slot that becomes free wakes the first in line,
/// who takes it unless somebody else was faster: a thread that leases again and again need not be switched away.
final class UnfairLine<C> implements WaitingLine<C> {
    private final Slots<C> slots;
    private final NanoClock clock;
    private final LineLength length;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    UnfairLine(Slots<C> slots, int most, NanoClock clock) {
        this.slots = slots;
        this.clock = clock;
        length = new LineLength(most);
    }

    @Override
    public boolean goesFirst() {
        return false;
    }

    @Override
    public PoolSlot<C> await(long deadlineNanos, Phase phase) throws ExchangeFailure {
        if (!length.add()) {
            throw slots.lineFull();
        }
        Waiter self = new Waiter(Thread.currentThread());
        waiters.add(self);
        try {
            return await(self, deadlineNanos, phase);
        } finally {
            leave(self);
        }
    }

    private PoolSlot<C> await(Waiter self, long deadlineNanos, Phase phase) throws ExchangeFailure {
        while (true) {
            self.quieten(); // before the look: a slot freed after it wakes again
            @Nullable PoolSlot<C> slot = slots.take();
            if (slot != null) {
                return slot;
            }
            boolean inTime = deadlineNanos - clock.nanos() > 0;
            if (!inTime || slots.isShut() || Thread.currentThread().isInterrupted()) {
                throw slots.gaveUp(inTime, phase);
            }
            if (!self.isWoken()) {
                Parking.until(this, deadlineNanos, clock);
            }
        }
    }

    /// Several slots may have become free for one who was woken once: so whoever leaves wakes the next, who takes what
    /// is left.
    private void leave(Waiter self) {
        self.leave();
        waiters.remove(self);
        length.remove();
        freed();
    }

    @Override
    public void freed() {
        if (length.get() == 0) {
            return;
        }
        Waiter first = waiters.peek();
        while (first != null && !first.wake()) {
            waiters.remove(first);
            first = waiters.peek();
        }
    }

    @Override
    public int size() {
        return length.get();
    }

    @Override
    public void wakeAll() {
        waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
    }

    /// Somebody in line.
    private static final class Waiter {
        enum State {
            WAITING,
            WOKEN,
            GONE
        }

        private final Thread thread;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        Waiter(Thread thread) {
            this.thread = thread;
        }

        /// Wakes it, once until it has looked.
        ///
        /// @return false if it has gone
        boolean wake() {
            if (state.compareAndSet(State.WAITING, State.WOKEN)) {
                LockSupport.unpark(thread);
                return true;
            }
            return state.get() != State.GONE;
        }

        void quieten() {
            state.set(State.WAITING);
        }

        boolean isWoken() {
            return state.get() == State.WOKEN;
        }

        void leave() {
            state.set(State.GONE);
        }
    }
}
