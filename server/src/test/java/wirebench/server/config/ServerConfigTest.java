package wirebench.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wirebench.server.config.ConnectionFault.FLAPPING;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.LoopbackServer;
import wirebench.server.process.ServerArguments;
import wirebench.server.process.ServerMain;

class ServerConfigTest {
    @Test
    void valuesOutOfRangeAreRefusedWithTheirRange() {
        assertThatThrownBy(() -> ServerConfig.DEFAULT.withPort(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port is 65536, not between 0 and 65535");
        assertThatThrownBy(() -> ServerConfig.DEFAULT.withHost(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerConfig.DEFAULT.withLoops(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerConfig.DEFAULT.withIdleTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void faultIsFoundByItsNameAndHasThePeriodThatItNeeds(ConnectionFault fault) {
        assertThat(ConnectionFault.named(fault.label())).isEqualTo(fault);
        ServerConfig config = ServerConfig.DEFAULT.withFault(fault);
        assertThat(config.faultPeriod()).isEqualTo(fault.period());
        assertThat(config.withFaultPeriod(Duration.ofMillis(5)).faultPeriod()).isEqualTo(Duration.ofMillis(5));
        assertThatThrownBy(() -> ConnectionFault.named(fault.name()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one of none, silence,");
    }

    @Test
    void faultThatNeedsAPeriodOrTlsIsNotHadWithout() {
        ServerConfig flapping = ServerConfig.DEFAULT.withFault(FLAPPING);
        assertThatThrownBy(() -> flapping.withFaultPeriod(Duration.ZERO))
                .hasMessageContaining("flapping takes its time");
        ServerConfig truncated = ServerConfig.DEFAULT.withFault(ConnectionFault.TRUNCATED_RECORD);
        assertThatThrownBy(() -> LoopbackServer.start(truncated))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("truncated-record needs TLS");
    }

    @Test
    void argumentsCarryTheWholeConfiguration() {
        ServerConfig config = new ServerConfig(
                "::1", 1, 2, 3, 4, 5, Duration.ofMillis(6), null, "token", FLAPPING, Duration.ofMillis(7));
        ServerArguments arguments = new ServerArguments(config, true);
        assertThat(ServerArguments.parse(arguments.toList().toArray(String[]::new)))
                .isEqualTo(arguments);
        ServerArguments others = new ServerArguments(ServerConfig.DEFAULT, false);
        assertThat(ServerArguments.parse()).isEqualTo(others);
        assertThat(ServerArguments.parse(others.toList().toArray(String[]::new)))
                .isEqualTo(others);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port=x",
                "--port=70000",
                "--ports=1",
                "x",
                "--idle-timeout=soon",
                "--fault=SILENCE",
                "--fault=slow-handshake"
            })
    void wrongOptionIsMisuseInOneLine(String option) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ServerMain.run(
                new String[] {option}, InputStream.nullInputStream(), new PrintStream(err), new PrintStream(err));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void portInUseIsAnExitCodeOfItsOwn() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            String[] options = {"--port=" + server.port()};
            int code =
                    ServerMain.run(options, InputStream.nullInputStream(), new PrintStream(err), new PrintStream(err));
            assertThat(code).isEqualTo(3);
        }
        assertThat(err.toString(UTF_8))
                .startsWith("cannot listen on 127.0.0.1:")
                .hasLineCount(1);
    }

    @Test
    void programEndsWithItsStandardInput() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] options = {ServerArguments.UNTIL_STDIN_CLOSES};
        int code = ServerMain.run(
                options, new ByteArrayInputStream(new byte[10]), new PrintStream(out), new PrintStream(out));
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).matches("listening http://127\\.0\\.0\\.1:\\d+\\R");
    }
}
