package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.folder.RunFailure;

class JmhLockTest {
    @Test
    void twoRunsDoNotMeasureEachOther(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jmh.lock");
        try (JmhLock _ = JmhLock.acquire(file)) {
            assertThatThrownBy(() -> JmhLock.acquire(file))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining("another JMH runs on this machine");
        }
        JmhLock.acquire(file).close();
    }

    @Test
    void aFileThatAnotherUserMadeShowsWhetherSomebodyMeasuresAndLocksNobodyOut(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jmh.lock");
        JmhLock.acquire(file).close();
        try (JmhLock _ = JmhLock.acquire(file, false)) {
            assertThatThrownBy(() -> JmhLock.acquire(file)).hasMessageContaining("another JMH runs on this machine");
        }
        try (JmhLock _ = JmhLock.acquire(file)) {
            assertThatThrownBy(() -> JmhLock.acquire(file, false))
                    .hasMessageContaining("another JMH runs on this machine");
        }
    }
}
