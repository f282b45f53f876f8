package wirebench.client.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeFailure;
import wirebench.client.NanoClock;
import wirebench.client.Phase;

/// First come, first served: a slot that becomes free is handed to whoever has waited for the longest time, and
/// nobody gets one past those who wait.
final class FairLine<C> implements WaitingLine<C> {
    private final Slots<C> slots;
    private final NanoClock clock;
    private final LineLength length;
    private final Queue<Waiter<C>> waiters = new ConcurrentLinkedQueue<>();

    FairLine(Slots<C> slots, int most, NanoClock clock) {
        this.slots = slots;
        this.clock = clock;
        length = new LineLength(most);
    }

    @Override
    public boolean goesFirst() {
        return length.get() > 0;
    }

    @Override
    public PoolSlot<C> await(long deadlineNanos, Phase phase) throws ExchangeFailure {
        if (!length.add()) {
            throw slots.lineFull();
        }
        Waiter<C> self = new Waiter<>(Thread.currentThread());
        waiters.add(self);
        freed();
        PoolSlot<C> granted = self.granted();
        while (granted == null) {
            boolean inTime = deadlineNanos - clock.nanos() > 0;
            boolean giveUp = !inTime || slots.isShut() || Thread.currentThread().isInterrupted();
            if (giveUp && self.leave()) {
                waiters.remove(self);
                length.remove();
                throw slots.gaveUp(inTime, phase);
            }
            if (!giveUp) {
                Parking.until(this, deadlineNanos, clock);
            }
            granted = self.granted(); // also if it came at the last moment
        }
        return granted;
    }

    @Override
    public void freed() {
        while (length.get() > 0 && !waiters.isEmpty()) {
            PoolSlot<C> slot = slots.takeForAnother();
            if (slot == null) {
                return;
            }
            Waiter<C> next = waiters.poll();
            while (next != null && !next.grant(slot)) {
                next = waiters.poll();
            }
            if (next == null) {
                slots.putBack(slot); // and look again: somebody may have come and found it missing
            } else {
                length.remove();
                LockSupport.unpark(next.thread);
            }
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

    /// Somebody in line: a slot is granted or the line is left, whichever comes first.
    private static final class Waiter<C> {
        private final Thread thread;
        private final PoolSlot<C> left = new PoolSlot<>(-1); // stands for having left
        private final AtomicReference<@Nullable PoolSlot<C>> outcome = new AtomicReference<>();

        Waiter(Thread thread) {
            this.thread = thread;
        }

        boolean grant(PoolSlot<C> slot) {
            return outcome.compareAndSet(null, slot);
        }

        boolean leave() {
            return outcome.compareAndSet(null, left);
        }

        @Nullable
        PoolSlot<C> granted() {
            return outcome.get();
        }
    }
}
