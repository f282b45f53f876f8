package wirebench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.client.ExecutionModel;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.NullClient;
import wirebench.load.lane.NullLane;

class SystemCallCountTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String TABLE = """
            % time     seconds  usecs/call     calls    errors syscall
            ------ ----------- ----------- --------- --------- ------------------
             44.51    0.009383          74       100         5 futex
             10.34    0.002180           2       300       200 read
              5.00    0.000100           1       200           write
            ------ ----------- ----------- --------- --------- ------------------
            100.00    0.021081          13       600       205 total
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private final NullClient client = new NullClient(ExecutionModel.PLATFORM_THREADS);

    @AutoClose
    private final ClosedLoop loop = ClosedLoop.of(client, _ -> new NullLane(client), 1, Patience.NONE);

    @Test
    void theTableIsReadByItsColumns() {
        SystemCalls calls = SystemCalls.parse(100, TABLE.lines().toList());
        assertThat(calls.counts()).isEqualTo(Map.of("futex", 100L, "read", 300L, "write", 200L));
        assertThat(calls.perExchange()).isEqualTo(6.0);
        assertThat(calls.frequent(2)).containsExactly(Map.entry("read", 3.0), Map.entry("write", 2.0));
        assertThat(SystemCalls.parse(1, List.of("", "strace: Process 7 attached", "x y z 4 q"))
                        .counts())
                .containsExactly(Map.entry("q", 4L));
    }

    @Test
    void aMachineWithoutItRefuses() {
        assertThatThrownBy(() -> new SystemCallCount(List.of("/no/such/strace")).during(loop, SHORT))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("cannot be counted by strace here: ")
                .hasMessageContaining("/no/such/strace");
    }

    @Test
    void aMachineThatDoesNotPermitItSaysSoInItsOwnWords() throws Exception {
        Path refusing = script("echo 'strace: attach: ptrace(PTRACE_SEIZE, 1): Operation not permitted' >&2; exit 1");
        assertThatThrownBy(() -> new SystemCallCount(List.of(refusing.toString())).during(loop, SHORT))
                .isInstanceOf(LoadException.class)
                .hasMessageEndingWith("Operation not permitted");
        assertThat(loop.exchanges()).isZero();
    }

    @Test
    void countsAreThoseOfARunOfTheLoad() throws Exception {
        Files.writeString(folder.resolve("table"), TABLE);
        Path counting = script("echo 'strace: Process 1 attached with 20 threads' >&2\n"
                + "trap 'cp \"" + folder.resolve("table") + "\" \"$4\"; exit 0' TERM\n"
                + "while :; do sleep 0.05; done");
        SystemCalls calls = new SystemCallCount(List.of(counting.toString())).during(loop, SHORT);
        assertThat(calls.exchanges()).isPositive().isEqualTo(loop.exchanges());
        assertThat(calls.counts()).containsEntry("read", 300L);
    }

    private Path script(String commands) throws Exception {
        Path script = folder.resolve("strace");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }
}
