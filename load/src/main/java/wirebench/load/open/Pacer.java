package wirebench.load.open;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for points in time on the thread that opened it: parked until shortly before, because that costs
/// nothing, and spinning for the rest, because a thread that parks comes back a tenth of a millisecond late, or
/// more.
///
/// Confined to its thread, but for [#wake].
final class Pacer {
    /// What parking overshoots mostly (methodology: p50 is about 100 µs on a virtual machine).
    private static final long SPIN_NANOS = 200_000;

    private final Thread thread = Thread.currentThread();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OptionalLong startCpuNanos = cpuNanos();
    private final OptionalLong startUserNanos = userNanos();

    /// Returns at a point in time, or at once if it has passed.
    ///
    /// @param over looked at after each wait: ends the waiting early
    /// @return what the clock said at the end: to look at it again costs a third of what a driver may
    long await(long nanos, BooleanSupplier over) {
        long nowNanos = System.nanoTime();
        while (nanos - nowNanos > 0 && !over.getAsBoolean()) {
            long leftNanos = nanos - nowNanos;
            if (leftNanos > SPIN_NANOS) {
                LockSupport.parkNanos(this, leftNanos - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
            nowNanos = System.nanoTime();
        }
        return nowNanos;
    }

    /// Ends a wait that is over.
    void wake() {
        LockSupport.unpark(thread);
    }

    /// Processor time of this thread since the pacer was opened; empty on a virtual thread.
    OptionalLong spentNanos() {
        return difference(cpuNanos(), startCpuNanos);
    }

    /// The share of it in user mode.
    OptionalLong spentInUserModeNanos() {
        return difference(userNanos(), startUserNanos);
    }

    private OptionalLong cpuNanos() {
        return thread.isVirtual() ? OptionalLong.empty() : told(threads.getThreadCpuTime(thread.threadId()));
    }

    private OptionalLong userNanos() {
        return thread.isVirtual() ? OptionalLong.empty() : told(threads.getThreadUserTime(thread.threadId()));
    }

    private static OptionalLong told(long nanos) {
        return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    private static OptionalLong difference(OptionalLong now, OptionalLong before) {
        return now.isEmpty() || before.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(now.getAsLong() - before.getAsLong());
    }
}
