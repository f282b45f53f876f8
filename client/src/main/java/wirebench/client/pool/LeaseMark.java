package wirebench.client.pool;

import java.util.concurrent.atomic.AtomicBoolean;
import wirebench.client.LeakedLease;
import wirebench.client.Origin;

/// Where and when a lease was taken: the stack, of which only the caller's part matters. Thread-safe.
final class LeaseMark {
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

    /// What there is to report of it.
    LeakedLease leaked(Origin origin, long nowNanos) {
        return new LeakedLease(origin, nowNanos - sinceNanos, taken, thread);
    }
}
