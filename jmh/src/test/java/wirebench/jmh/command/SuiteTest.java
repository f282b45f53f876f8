package wirebench.jmh.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.run.JmhLock;

class SuiteTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--suite=slow | there is no suite 'slow'; choose one of smoke, quick, standard, parser, peers, pools",
                "--only=Unknown | there is no benchmark 'Unknown'; choose one of KeepAlive, Floor",
                "--forks=0 | a run has at least 1 fork of each cell, not 0",
                "--forks=many | Invalid value for option '--forks'",
                "--fast | Unknown option: '--fast'"
            })
    void misuseIsOneLineAndCode2(String argument, String message) {
        StringWriter said = new StringWriter();
        CommandLine command = Suite.commandLine().setErr(new PrintWriter(said, true));
        assertThat(command.execute(argument)).isEqualTo(2);
        assertThat(said.toString().lines()).hasSize(1);
        assertThat(said.toString()).startsWith("suite: " + message);
    }

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
}
