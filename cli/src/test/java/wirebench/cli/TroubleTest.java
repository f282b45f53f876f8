package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.body.UnreadableBody;
import wirebench.client.failure.FailureContext;

/// Advice fits what went wrong: what this machine has run out of is not blamed on a server.
class TroubleTest {
    private static final FailureContext CONNECTING =
            new FailureContext(new Origin(false, "host", 80), Phase.CONNECT, false);

    static Stream<Arguments> exhaustions() {
        return Stream.of(
                Arguments.of(
                        CONNECTING.notConnected(noDescriptor()), "process has no file descriptor left", "ulimit -n"),
                Arguments.of(CONNECTING.notSecure(noDescriptor()), "Too many open files", "ulimit -n"),
                Arguments.of(
                        CONNECTING.bodyUnreadable(new UnreadableBody(noDescriptor())),
                        "Too many open files",
                        "ulimit -n"),
                Arguments.of(
                        CONNECTING.notConnected(new SocketException("Too many open files in system")),
                        "machine has no file descriptor left",
                        "fs.file-max"),
                Arguments.of(
                        CONNECTING.notConnected(new BindException("Cannot assign requested address")),
                        "no local address has a port left",
                        "ip_local_port_range"),
                Arguments.of(
                        CONNECTING.notConnected(
                                new BindException("Die angeforderte Adresse kann nicht zugewiesen werden")),
                        "no local address has a port left",
                        "ip_local_port_range"));
    }

    @ParameterizedTest
    @MethodSource("exhaustions")
    void whatThisMachineHasRunOutOfIsToldAsSuch(Throwable failure, String message, String advice) {
        Trouble trouble = Trouble.of(failure);

        assertThat(trouble.message()).contains(message);
        assertThat(trouble.advice()).contains(advice).doesNotContain("host", "server");
    }

    @Test
    void whatThisMachineHasRunOutOfIsNoBugWhereverItIsNoticed() {
        Trouble trouble =
                Trouble.of(new UncheckedIOException("cannot open a selector: Too many open files", noDescriptor()));

        assertThat(trouble.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(trouble.message()).isEqualTo("cannot open a selector: Too many open files");
        assertThat(trouble.advice()).contains("ulimit -n");
        assertThat(Trouble.of(new IllegalStateException("x")).message()).contains("a bug in wirebench");
    }

    @Test
    void refusedConnectionIsStillTheServers() {
        Trouble trouble = Trouble.of(CONNECTING.notConnected(new ConnectException("Connection refused")));

        assertThat(trouble.message()).isEqualTo("could not connect to host:80: Connection refused");
        assertThat(trouble.advice()).contains("check the host and the port");
    }

    @Test
    void bodyThatCannotBeReadIsTheCallers() {
        Trouble trouble =
                Trouble.of(CONNECTING.bodyUnreadable(new UnreadableBody(new IOException("Input/output error"))));

        assertThat(trouble.advice()).contains("-d").doesNotContain("server");
    }

    private static IOException noDescriptor() {
        return new SocketException("Too many open files");
    }
}
