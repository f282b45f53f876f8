package wirebench.client.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import wirebench.client.config.PoolStrategy;

/// One leases while another evicts: the connection is leased or closed, never both, and its place is not lost.
public final class EvictStress {
    private EvictStress() {}

    /// In the order `lifo`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted, and its place leased")
    @State
    public static class Lifo extends StressedPool {
        public Lifo() {
            super(PoolStrategy.LIFO, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }

    /// In the order `fifo`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted, and its place leased")
    @State
    public static class Fifo extends StressedPool {
        public Fifo() {
            super(PoolStrategy.FIFO, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }

    /// In the order `striped`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted, and its place leased")
    @State
    public static class Striped extends StressedPool {
        public Striped() {
            super(PoolStrategy.STRIPED, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }

    /// In the order `thread-affine`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted, and its place leased")
    @State
    public static class ThreadAffine extends StressedPool {
        public ThreadAffine() {
            super(PoolStrategy.THREAD_AFFINE, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }

    /// In the order `lock-free`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted, and its place leased")
    @State
    public static class LockFree extends StressedPool {
        public LockFree() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }

    /// In the order `dedicated`.
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "leased by its own thread")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "evicted or displaced, and its place leased")
    @State
    public static class Dedicated extends StressedPool {
        public Dedicated() {
            super(PoolStrategy.DEDICATED, true, 1);
            release(opened());
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other() {
            evict();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = closed();
            result.r3 = waiting();
        }
    }
}
