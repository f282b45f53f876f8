package wirebench.nio;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Tasks that other threads hand over to a loop. Thread-safe; [#run] and [#end] belong to the loop.
final class Submissions {
    /// Something for the loop's thread.
    @FunctionalInterface
    interface Task extends Runnable {
        /// Takes the place of running when the loop has ended; by any thread.
        default void refuse() {}
    }

    private final Selector selector;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    Submissions(Selector selector) {
        this.selector = selector;
    }

    /// Hands a task over. If the loop ends at the same time, either it refuses the task or this call does: nobody
    /// waits in vain.
    void add(Task task) {
        tasks.add(task);
        selector.wakeup();
        if (ended) {
            refuse();
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /// Does what is to be done, but no more than so many tasks.
    void run(int most) {
        for (int left = most; left > 0; left--) {
            Task task = tasks.poll();
            if (task == null) {
                return;
            }
            HandlerErrors.reportFrom(task);
        }
    }

    /// Takes nothing more.
    void end() {
        ended = true;
        refuse();
    }

    private void refuse() {
        Task task;
        while ((task = tasks.poll()) != null) {
            HandlerErrors.reportFrom(task::refuse);
        }
    }
}
