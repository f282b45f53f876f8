package wirebench.client.resilience;

import java.util.Arrays;
import wirebench.client.Deadline;

/// How exchanges ended, as far back as a threshold looks. Not thread-safe.
sealed interface Outcomes {
    /// Counts by what a threshold says.
    static Outcomes of(BreakerConfig.Threshold threshold) {
        return switch (threshold) {
            case BreakerConfig.Threshold.Count count -> new Last(count);
            case BreakerConfig.Threshold.Rate rate -> new Lately(rate);
        };
    }

    /// Counts one more.
    ///
    /// @return whether too many have failed by now
    boolean tooMany(boolean failed, long nowNanos);

    /// Forgets all of them.
    void clear();

    /// The last so many, in a ring.
    final class Last implements Outcomes {
        private final boolean[] failed;
        private final int most;
        private int next;
        private int failures;

        Last(BreakerConfig.Threshold.Count count) {
            failed = new boolean[count.of()];
            most = count.failures();
        }

        @Override
        public boolean tooMany(boolean failure, long nowNanos) {
            failures += (failure ? 1 : 0) - (failed[next] ? 1 : 0);
            failed[next] = failure;
            next = next + 1 == failed.length ? 0 : next + 1;
            return failures >= most;
        }

        @Override
        public void clear() {
            Arrays.fill(failed, false);
            failures = 0;
        }
    }

    /// Those of a span of time, which is kept in slices: the oldest goes as a whole.
    final class Lately implements Outcomes {
        private static final int SLICES = 10;

        private final BreakerConfig.Threshold.Rate rate;
        private final long sliceNanos;
        private final long[] ended = new long[SLICES];
        private final long[] failed = new long[SLICES];
        private long slice; // the present one, counted from the clock's start
        private long allEnded;
        private long allFailed;

        Lately(BreakerConfig.Threshold.Rate rate) {
            this.rate = rate;
            sliceNanos = Deadline.nanos(rate.within().dividedBy(SLICES));
        }

        @Override
        public boolean tooMany(boolean failure, long nowNanos) {
            advance(nowNanos / sliceNanos);
            int at = (int) (slice % SLICES);
            ended[at]++;
            allEnded++;
            if (failure) {
                failed[at]++;
                allFailed++;
            }
            return allEnded >= rate.least() && allFailed * 100 >= allEnded * rate.percent();
        }

        @Override
        public void clear() {
            Arrays.fill(ended, 0);
            Arrays.fill(failed, 0);
            allEnded = 0;
            allFailed = 0;
        }

        private void advance(long to) {
            for (long gone = Math.max(slice + 1, to - SLICES + 1); gone <= to; gone++) {
                int at = (int) (gone % SLICES);
                allEnded -= ended[at];
                allFailed -= failed[at];
                ended[at] = 0;
                failed[at] = 0;
            }
            slice = Math.max(slice, to);
        }
    }
}
