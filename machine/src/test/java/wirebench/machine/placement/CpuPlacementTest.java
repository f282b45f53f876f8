package wirebench.machine.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.machine.fingerprint.Topology;
import wirebench.machine.placement.CpuPlacement.Role;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

class CpuPlacementTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client=0,server=1|client=0,server=1",
                "server=1,client=0|client=0,server=1",
                "client=0,1,4,server=2-3|client=0-1,4,server=2-3",
                "server=1|server=1"
            })
    void placementsAreReadAndWritten(String text, String written) {
        assertThat(CpuPlacement.parse(text)).hasToString(written);
        assertThat(CpuPlacement.parse(written)).isEqualTo(CpuPlacement.parse(text));
    }

    @Test
    void nothingPlacesNobody() {
        assertThat(CpuPlacement.parse("")).isEqualTo(CpuPlacement.NONE);
        assertThat(CpuPlacement.NONE.placesAnybody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "client", "client=", "client=x", "driver=0", "client=0,client=1", "client=0,", "=0"})
    void whatPlacesNobodyIsRefused(String text) {
        assertThatThrownBy(() -> CpuPlacement.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void processorsThatThisProcessMayNotUseAreRefused() throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/status"), "Cpus_allowed_list:\t0-1\n");
        CpuPlacement.parse("client=0,server=1").requireAllowed(new SystemFiles(root));
        assertThatThrownBy(() -> CpuPlacement.parse("client=0,server=2").requireAllowed(new SystemFiles(root)))
                .hasMessage("server=2 is not to be had: this process may use 0-1");
    }

    @Test
    void withoutTasksetThePackageIsNamed() {
        assertThatThrownBy(() -> CpuPlacement.run(List.of("/no/such/taskset")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("util-linux");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledIf("tasksetIsThere")
    void aProcessIsMovedAndOneThatIsNotThereIsNot() throws IOException {
        CpuSet allowed = Topology.read(SystemFiles.HERE).allowed().orElseThrow();
        CpuSet last = new CpuSet(List.of(allowed.cpus().getLast()));
        CpuPlacement placement = new CpuPlacement(Map.of(Role.SERVER, last));
        Process sleeper = new ProcessBuilder("sleep", "30").start();
        try {
            placement.apply(Role.CLIENT, sleeper.pid());
            assertThat(allowed(sleeper)).isEqualTo(allowed.toString());
            placement.apply(Role.SERVER, sleeper.pid());
            assertThat(allowed(sleeper)).isEqualTo(last.toString());
        } finally {
            sleeper.destroyForcibly();
        }
        assertThatThrownBy(() -> placement.apply(Role.SERVER, Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("processors cannot be chosen: ");
    }

    static boolean tasksetIsThere() {
        return Files.isExecutable(Path.of("/usr/bin/taskset"));
    }

    private static String allowed(Process process) {
        return SystemFiles.HERE
                .value("proc/" + process.pid() + "/status", "Cpus_allowed_list")
                .orElseThrow();
    }
}
