package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessCostTest {
    /// They take about a millisecond, a tenth of the tick by which the kernel shows processor time in `/proc`.
    private static final int CALLS = 1_000;

    private static final int MOST_ROUNDS = 1_000;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMillisecondIsSeen() {
        ProcessCost before = ProcessCost.before();
        makeSystemCalls();
        ProcessCost after = ProcessCost.after();
        assertThat(after.userMicrosSince(before, CALLS).orElse(0)
                        + after.systemMicrosSince(before, CALLS).orElse(0))
                .isPositive();
        assertThat(after.systemMicrosSince(before, 0)).isEmpty();
    }

    /// Many kernels find out by samples in which mode a process is, so it may take some of them.
    @Test
    @EnabledOnOs(OS.LINUX)
    void systemCallsAreSeenAsSystemTime() {
        ProcessCost before = ProcessCost.before();
        double system = 0;
        for (int round = 1; round <= MOST_ROUNDS && system == 0; round++) {
            makeSystemCalls();
            system = ProcessCost.after().systemMicrosSince(before, 1).orElse(0);
        }
        assertThat(system).isPositive();
    }

    private static void makeSystemCalls() {
        for (int i = 0; i < CALLS; i++) {
            assertThat(new File("/proc/self/no-such-file").exists()).isFalse();
        }
    }

    @Test
    void nothingIsUsedBetweenAMomentAndItself() {
        ProcessCost now = ProcessCost.after();
        assertThat(now.allocatedSince(now, 1)).hasValue(0);
        assertThat(now.userMicrosSince(now, 1).orElse(0)).isZero();
    }
}
