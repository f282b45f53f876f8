package wirebench.load.open;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A fixed number of platform threads that carry out slots in the order in which one thread offers them. Nothing is
/// allocated per slot, which the queues of the JDK do when a thread has to wait.
///
/// Whoever wants to wait says so first and looks at the queue then; whoever offers puts the slot into the queue
/// first and looks for one who waits then. A worker that leaves something in the queue wakes the next. So nobody
/// waits in vain.
final class ThreadPool implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

    private final AtomicReferenceArray<@Nullable OpenSlot> queue;
    private final AtomicLong head = new AtomicLong(); // the next to be taken
    private final AtomicLong tail = new AtomicLong(); // written by the thread that offers
    private final Worker[] workers; // an array, because going through it makes no iterator
    private volatile boolean closed;

    /// @param threads how many, each a daemon
    /// @param capacity the most that may be offered and not taken at any time
    ThreadPool(int threads, int capacity) {
        queue = new AtomicReferenceArray<>(capacity);
        workers = new Worker[threads];
        Arrays.setAll(workers, Worker::new);
        for (Worker worker : workers) {
            worker.thread.start();
        }
    }

    void execute(OpenSlot slot) {
        queue.set((int) (tail.getPlain() % queue.length()), slot);
        tail.set(tail.getPlain() + 1);
        wakeOne();
    }

    /// Two callers may wake the same worker: it takes one slot then and wakes another worker for the second.
    private void wakeOne() {
        for (Worker worker : workers) {
            if (worker.waits) {
                worker.waits = false;
                LockSupport.unpark(worker.thread);
                return;
            }
        }
    }

    private boolean isEmpty() {
        return head.get() == tail.get();
    }

    /// Takes whatever no worker has taken yet.
    void takeAll(Consumer<OpenSlot> taker) {
        for (OpenSlot slot = take(); slot != null; slot = take()) {
            taker.accept(slot);
        }
    }

    /// Takes the oldest; null if there is none. A slot that is read and then lost to another worker is read again.
    private @Nullable OpenSlot take() {
        while (true) {
            long oldest = head.get();
            if (oldest == tail.get()) {
                return null;
            }
            OpenSlot slot = queue.get((int) (oldest % queue.length()));
            if (head.compareAndSet(oldest, oldest + 1)) {
                return slot;
            }
        }
    }

    /// Ends the threads, also out of an exchange.
    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            worker.thread.interrupt();
        }
        try {
            for (Worker worker : workers) {
                worker.thread.join(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker {
        private final Thread thread;
        private volatile boolean waits;

        Worker(int number) {
            thread = Thread.ofPlatform().daemon().name("load-" + number).unstarted(this::run);
        }

        private void run() {
            while (!closed) {
                OpenSlot slot = take();
                if (slot == null) {
                    await();
                } else {
                    if (!isEmpty()) {
                        wakeOne();
                    }
                    slot.run();
                }
            }
        }

        private void await() {
            waits = true;
            while (waits && isEmpty() && !closed) {
                LockSupport.park(ThreadPool.this);
            }
            waits = false;
        }
    }
}
