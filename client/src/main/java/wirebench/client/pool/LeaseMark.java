package wirebench.client.pool;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Where and when a lease was taken: the stack, of which only the caller's part matters. Thread-safe.
final class LeaseMark {
    private static final String OURS = "wirebench.client.";

    private final Throwable taken;
    private final String thread;
    private final long sinceNanos;
    private final AtomicBoolean reported = new AtomicBoolean();

    private LeaseMark(Throwable taken, String thread, long sinceNanos) {
        this.taken = taken;
        this.thread = thread;
        this.sinceNanos = sinceNanos;
    }

    /// Notes the present place.
    static LeaseMark here(long nowNanos) {
        Thread current = Thread.currentThread();
        String name = current.getName().isEmpty() ? "thread " + current.threadId() : current.getName();
        Throwable here =
                ConnectionPool.BEGUN.isBound() ? ConnectionPool.BEGUN.get() : new Throwable("the lease was taken here");
        return new LeaseMark(here, name, nowNanos);
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /// Whether this call is the first to report it.
    boolean report() {
        return reported.compareAndSet(false, true);
    }

    /// The first place outside of the client, with the thread.
    String place() {
        Predicate<StackTraceElement> ours = frame -> frame.getClassName().startsWith(OURS);
        for (StackTraceElement frame : taken.getStackTrace()) {
            if (ours.negate().test(frame)) {
                return "leased at " + frame + " by " + thread;
            }
        }
        return "leased by " + thread;
    }

    Throwable stack() {
        return taken;
    }
}
