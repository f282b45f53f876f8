package wirebench.client.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import wirebench.client.config.PoolStrategy;

/// Those who wait are served, whatever happens at the same moment: nobody waits in vain, and nobody who leaves takes a
/// place along.
public final class WaitingStress {
    private WaitingStress() {}

    /// One waits or comes in time while the only connection is released.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class FairRelease extends StressedPool {
        private final PoolSlot<Integer> only;

        public FairRelease() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// One waits or comes in time while the only connection is released.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class FairLockedRelease extends StressedPool {
        private final PoolSlot<Integer> only;

        public FairLockedRelease() {
            super(PoolStrategy.LIFO, true, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// The same when the connection is discarded: its place is what is waited for.
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class FairDiscard extends StressedPool {
        private final PoolSlot<Integer> only;

        public FairDiscard() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            discard(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// Two wait, one of whom gives up at once: the other is served, and the place is there afterwards.
    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "one gave up, the other was served")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both were served")
    @State
    public static class FairGivingUp extends StressedPool {
        private final PoolSlot<Integer> only;

        public FairGivingUp() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void patient(III_Result result) {
            result.r1 = pass();
        }

        @Actor
        public void impatient(III_Result result) {
            result.r2 = passAtOnce();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = waiting() == 0 ? leaseAtOnce() : -1;
        }
    }

    /// Two wait while two are released one after another: one wake-up must do for both.
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "both were served")
    @State
    public static class FairTwoReleases extends StressedPool {
        private final PoolSlot<Integer> first;
        private final PoolSlot<Integer> second;

        public FairTwoReleases() {
            super(PoolStrategy.LOCK_FREE, true, 2);
            first = opened();
            second = opened();
        }

        @Actor
        public void owner() {
            release(first);
            release(second);
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = lease();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = waiting();
        }
    }

    /// One waits while the pool is closed: it is sent away, or was served before.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "sent away")
    @State
    public static class FairShut extends StressedPool {
        public FairShut() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            opened();
        }

        @Actor
        public void closer() {
            shut();
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// A connection comes back while the pool is closed: it is closed, once.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "closed once")
    @State
    public static class FairReleaseIntoShut extends StressedPool {
        private final PoolSlot<Integer> only;

        public FairReleaseIntoShut() {
            super(PoolStrategy.LOCK_FREE, true, 1);
            only = opened();
        }

        @Actor
        public void closer() {
            shut();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Arbiter
        public void after(II_Result result) {
            result.r1 = closed();
            result.r2 = waiting();
        }
    }

    /// One waits or comes in time while the only connection is released.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class UnfairRelease extends StressedPool {
        private final PoolSlot<Integer> only;

        public UnfairRelease() {
            super(PoolStrategy.LOCK_FREE, false, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// One waits or comes in time while the only connection is released.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class UnfairLockedRelease extends StressedPool {
        private final PoolSlot<Integer> only;

        public UnfairLockedRelease() {
            super(PoolStrategy.LIFO, false, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// The same when the connection is discarded: its place is what is waited for.
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "served")
    @State
    public static class UnfairDiscard extends StressedPool {
        private final PoolSlot<Integer> only;

        public UnfairDiscard() {
            super(PoolStrategy.LOCK_FREE, false, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            discard(only);
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// Two wait, one of whom gives up at once: the other is served, and the place is there afterwards.
    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "one gave up, the other was served")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both were served")
    @State
    public static class UnfairGivingUp extends StressedPool {
        private final PoolSlot<Integer> only;

        public UnfairGivingUp() {
            super(PoolStrategy.LOCK_FREE, false, 1);
            only = opened();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Actor
        public void patient(III_Result result) {
            result.r1 = pass();
        }

        @Actor
        public void impatient(III_Result result) {
            result.r2 = passAtOnce();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = waiting() == 0 ? leaseAtOnce() : -1;
        }
    }

    /// Two wait while two are released one after another: one wake-up must do for both.
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "both were served")
    @State
    public static class UnfairTwoReleases extends StressedPool {
        private final PoolSlot<Integer> first;
        private final PoolSlot<Integer> second;

        public UnfairTwoReleases() {
            super(PoolStrategy.LOCK_FREE, false, 2);
            first = opened();
            second = opened();
        }

        @Actor
        public void owner() {
            release(first);
            release(second);
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = lease();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = lease();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = waiting();
        }
    }

    /// One waits while the pool is closed: it is sent away, or was served before.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "sent away")
    @State
    public static class UnfairShut extends StressedPool {
        public UnfairShut() {
            super(PoolStrategy.LOCK_FREE, false, 1);
            opened();
        }

        @Actor
        public void closer() {
            shut();
        }

        @Actor
        public void comer(II_Result result) {
            result.r1 = lease();
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = waiting();
        }
    }

    /// A connection comes back while the pool is closed: it is closed, once.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "closed once")
    @State
    public static class UnfairReleaseIntoShut extends StressedPool {
        private final PoolSlot<Integer> only;

        public UnfairReleaseIntoShut() {
            super(PoolStrategy.LOCK_FREE, false, 1);
            only = opened();
        }

        @Actor
        public void closer() {
            shut();
        }

        @Actor
        public void owner() {
            release(only);
        }

        @Arbiter
        public void after(II_Result result) {
            result.r1 = closed();
            result.r2 = waiting();
        }
    }
}
