package wirebench.load;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How often each status code came. One thread at a time counts, and any may look meanwhile. Nothing is allocated
/// but for a code that has not come before: a load sees few of them.
public final class StatusCounts {
    private volatile @Nullable Code newest;

    /// Counts nothing yet.
    public StatusCounts() {}

    /// Counts one response.
    ///
    /// @param status its code, or 0 if there is none to be told
    public void count(int status) {
        if (status == 0) {
            return;
        }
        Code known = newest;
        for (Code code = known; code != null; code = code.older) {
            if (code.status == status) {
                code.times.setRelease(code.times.getPlain() + 1); // by one writer, so no atomic addition is needed
                return;
            }
        }
        newest = new Code(status, known);
    }

    /// Adds what was counted to sums.
    ///
    /// @param sums by code
    public void addTo(SortedMap<Integer, Long> sums) {
        for (Code code = newest; code != null; code = code.older) {
            sums.merge(code.status, code.times.getAcquire(), Long::sum);
        }
    }

    private static final class Code {
        private final int status;
        private final AtomicLong times = new AtomicLong(1);
        private final @Nullable Code older;

        Code(int status, @Nullable Code older) {
            this.status = status;
            this.older = older;
        }
    }
}
