package wirebench.jmh.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.config.BufferStrategy;
import wirebench.jmh.FourthClient;
import wirebench.machine.system.SystemFiles;

class MemoryTest {
    private static final int FEW = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nio", "virtual"})
    void idleAndBusyConnectionsAreMeasuredInJvmsOfTheirOwn(String client) throws IOException {
        int code = Memory.run(
                "--client",
                client,
                "--buffers",
                "direct-per-connection",
                "--connections",
                "" + FEW,
                "--out",
                folder.toString());

        assertThat(code).isZero();
        assertThat(Files.readAllLines(folder.resolve("memory.csv")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith(client + ",direct-per-connection,50,idle,"))
                .anySatisfy(line -> assertThat(line).startsWith(client + ",direct-per-connection,50,busy,"));
        assertThat(Files.readString(folder.resolve("memory.md")))
                .contains("descriptors of a process", "| " + client + " | direct-per-connection | 50 | idle |")
                .doesNotContain("lost");
    }

    @ParameterizedTest
    @CsvSource({"blocking", "virtual"})
    void buffersOfConnectionsAreFoundAgain(String client) throws Exception {
        MemoryResult result = MemoryFork.run(
                new MemoryCell(client, BufferStrategy.DIRECT_PER_CONNECTION, FEW, MemoryCell.State.IDLE));
        assertThat(result.after().directOctets() - result.before().directOctets())
                .isGreaterThanOrEqualTo(FEW * 2 * 16 * 1024L);
    }

    @Test
    void aBusyBlockingConnectionHasAThread() throws Exception {
        MemoryResult result =
                MemoryFork.run(new MemoryCell("blocking", BufferStrategy.POOLED_DIRECT, FEW, MemoryCell.State.BUSY));
        assertThat(result.after().threads() - result.before().threads()).isGreaterThanOrEqualTo(FEW);
    }

    @Test
    void limitsAreReadAndACellBeyondThemIsRefusedWithTheNumberPossible() throws IOException {
        put("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        put("proc/net/sockstat", "sockets: used 40\nTCP: inuse 5 orphan 0 tw 20000 alloc 9 mem 1\n");
        put("proc/sys/kernel/threads-max", "192730\n");
        put("proc/sys/kernel/pid_max", "32768\n");
        put("sys/fs/cgroup/pids.max", "4096\n");
        put("proc/loadavg", "0.10 0.20 0.30 1/196 4242\n");
        MachineLimits limits = MachineLimits.of(new SystemFiles(folder), OptionalLong.of(5000));

        assertThat(limits)
                .isEqualTo(new MachineLimits(
                        OptionalLong.of(5000),
                        OptionalLong.of(28_232),
                        OptionalLong.of(20_000),
                        OptionalLong.of(3900)));
        assertThat(limits.refusal(cell("blocking", 10_000)))
                .contains("there are descriptors for 4800 connections only; there are local ports for 8232 connections"
                        + " only; there are threads for 3700 connections only");
        assertThat(limits.refusal(cell("virtual", 4000))).isEmpty();
        assertThat(limits.refusal(cell("blocking", 4000))).contains("there are threads for 3700 connections only");
    }

    @Test
    void whichClientsNeedThreadsIsToldByTheirModel() throws Exception {
        try (AutoCloseable _ = FourthClient.onClassPath(folder)) {
            assertThat(cell(FourthClient.NAME, 7).threads()).isEqualTo(7);
        }
        assertThat(cell("nio", 7).threads()).isZero();
    }

    @Test
    void limitsThatCannotBeReadRefuseNothing() {
        MachineLimits limits = MachineLimits.of(new SystemFiles(folder), OptionalLong.empty());
        assertThat(limits.refusal(cell("blocking", 10_000))).isEmpty();
        assertThat(limits.text()).contains("not known");
    }

    @Test
    void aCellThatCannotRunIsReportedAndNoFailure() throws IOException {
        int code = Memory.run(
                "--client",
                "nio",
                "--buffers",
                "pooled-direct",
                "--connections",
                "900000",
                "--state",
                "idle",
                "--out",
                folder.toString());
        assertThat(code).isZero();
        assertThat(Files.readString(folder.resolve("memory.md")))
                .contains("nio, pooled-direct, 900000 connections, idle: left out, there are ");
    }

    @ParameterizedTest
    @CsvSource({"--client,netty", "--buffers,direct", "--state,asleep", "--connections,0"})
    void wrongOptionsAreMisuse(String option, String value) {
        assertThat(Memory.run(option, value, "--out", folder.toString())).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void differencesAreForEachConnection() {
        MemoryResult result = new MemoryResult(
                cell("nio", 10), new MemoryReading(1000, 100, 0, 3), new MemoryReading(21_000, 600, 40, 4));
        assertThat(MemoryResult.markdown(List.of(result)))
                .endsWith("| nio | pooled-direct | 10 | idle | 2,000 | 50 | 4 | 1 |\n");
        assertThat(MemoryResult.csv(List.of(result)))
                .endsWith("\nnio,pooled-direct,10,idle,1000,100,0,3,21000,600,40,4\n");
    }

    private static MemoryCell cell(String client, int connections) {
        return new MemoryCell(client, BufferStrategy.POOLED_DIRECT, connections, MemoryCell.State.IDLE);
    }

    private void put(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
