package wirebench.client.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import wirebench.client.config.PoolStrategy;

/// Two lease what only one can have: an idle connection is never leased twice, nor is there more room than the bound.
public final class LeaseOnceStress {
    private LeaseOnceStress() {}

    /// In the order `lifo`.
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them got it")
    @State
    public static class Lifo extends StressedPool {
        public Lifo() {
            super(PoolStrategy.LIFO, true, 1);
            release(opened());
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = leaseAtOnce();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = leaseAtOnce();
        }
    }

    /// In the order `fifo`.
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them got it")
    @State
    public static class Fifo extends StressedPool {
        public Fifo() {
            super(PoolStrategy.FIFO, true, 1);
            release(opened());
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = leaseAtOnce();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = leaseAtOnce();
        }
    }

    /// In the order `striped`.
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them got it")
    @State
    public static class Striped extends StressedPool {
        public Striped() {
            super(PoolStrategy.STRIPED, true, 1);
            release(opened());
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = leaseAtOnce();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = leaseAtOnce();
        }
    }

    /// In the order `thread-affine`.
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them got it")
    @State
    public static class ThreadAffine extends StressedPool {
        public ThreadAffine() {
            super(PoolStrategy.THREAD_AFFINE, true, 1);
            release(opened());
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = leaseAtOnce();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = leaseAtOnce();
        }
    }

    /// In the order `lock-free`.
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them got it")
    @State
    public static class LockFree extends StressedPool {
        public LockFree() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            release(opened());
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = leaseAtOnce();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = leaseAtOnce();
        }
    }
}
