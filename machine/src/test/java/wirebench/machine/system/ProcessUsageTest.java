package wirebench.machine.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessUsageTest {
    private static final int WAITS = 50;

    @Test
    void theSwitchesOfAThreadThatHasEndedAreCounted() throws Exception {
        ProcessUsage before = ProcessUsage.now().orElseThrow();
        Thread waits = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < WAITS; i++) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        });
        waits.join();
        ProcessUsage used = ProcessUsage.now().orElseThrow().since(before);
        assertThat(used.voluntarySwitches()).isGreaterThanOrEqualTo(WAITS);
    }

    @Test
    void theProcessorTimeIsWhatTheThreadsOfTheProcessHaveTaken() {
        ProcessUsage now = ProcessUsage.now().orElseThrow();
        long ofProcess =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1_000;
        assertThat(now.userMicros() + now.systemMicros())
                .as("what getrusage says, and what the kernel's file says right after")
                .isGreaterThan(0)
                .isLessThanOrEqualTo(ofProcess + 20_000); // the file counts in ticks of 10 ms
        assertThat(now.since(now)).isEqualTo(new ProcessUsage(0, 0, 0, 0));
    }
}
