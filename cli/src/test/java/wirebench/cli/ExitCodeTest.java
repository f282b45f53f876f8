package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.FailureKind;

/// The numbers that other programs rely on, with the line on standard error that goes with each.
class ExitCodeTest {
    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    private static CommandRun send(String client, String path, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "send";
        arguments[1] = "--client";
        arguments[2] = client;
        System.arraycopy(options, 0, arguments, 3, options.length);
        arguments[options.length + 3] = server.url() + path;
        return CommandRun.of(arguments);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void wholeResponseIsSuccessWhateverItsStatus(String client) {
        assertThat(send(client, "/plaintext")).isEqualTo(new CommandRun(0, "Hello, World!", ""));
        assertThat(send(client, "/status/503").code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void refusedConnectionIs3(String client) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        CommandRun run = CommandRun.of("send", "--client", client, "http://127.0.0.1:" + free + "/");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("wirebench: http://127.0.0.1:" + free + "/: ")
                .contains("refused", "check");
    }

    static Stream<Arguments> timeouts() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, "--head-timeout", "head", "/fault/stall"),
                        Arguments.of(client, "--timeout", "total", "/fault/stall"),
                        Arguments.of(client, "--read-timeout", "read", "/fault/drip?millis=3000")));
    }

    /// The first octets of a slow answer come at once on some clients and not on others, so `read` is tried on a
    /// body that stops.
    @ParameterizedTest
    @MethodSource("timeouts")
    void timeoutIs4AndSaysWhichOption(String client, String option, String phase, String path) throws IOException {
        CommandRun run =
                phase.equals("read") ? stoppedBody(client, option) : send(client, path, option, "80ms", "--json");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains(option).hasLineCount(1);
        assertThat(run.out()).contains("\"kind\":\"timeout\"", "\"phase\":\"" + phase + "\"");
    }

    private static CommandRun stoppedBody(String client, String option) throws IOException {
        try (SilentServer silent = SilentServer.after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")) {
            return CommandRun.of("send", "--client", client, "--json", option, "80ms", silent.url());
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void brokenHttpIs5AndNamesTheRule(String client) {
        CommandRun run = send(client, "/fault/garbage", "--json");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).contains("\"kind\":\"violation\"", "\"violation\":\"NOT_HTTP\"");
        assertThat(run.err()).contains("RFC 9112").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void cutResponseIs6(String client) {
        CommandRun run = send(client, "/fault/truncate");
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).hasSize(512);
        assertThat(run.err()).contains("before the response was complete").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void resetConnectionIs6(String client) {
        CommandRun run = send(client, "/fault/reset-before-head", "--json");
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).containsAnyOf("\"kind\":\"transport\"", "\"kind\":\"truncated\"");
    }

    static Stream<Arguments> limits() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, "--max-body", "12", "/plaintext"),
                        Arguments.of(client, "--max-fields", "2", "/plaintext"),
                        Arguments.of(client, "--max-head", "40", "/plaintext"),
                        Arguments.of(client, "--max-status-line", "14", "/plaintext")));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void reachedLimitIs7AndSaysWhichOption(String client, String option, String value, String path) {
        CommandRun run = send(client, path, option, value, "--json");
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).contains("\"kind\":\"limit\"");
        assertThat(run.err()).contains("raise " + option).hasLineCount(1);
    }

    @Test
    void firstFailureDecidesAndLaterUrlsAreNotTried() {
        CommandRun run = CommandRun.of(
                "send", server.url() + "/fault/garbage", server.url() + "/fault/truncate", server.url() + "/plaintext");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void keepGoingTriesTheRestButTheFirstFailureStillDecides() {
        CommandRun run = CommandRun.of(
                "send",
                "--keep-going",
                server.url() + "/fault/garbage",
                server.url() + "/fault/reset-before-head",
                server.url() + "/plaintext");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).isEqualTo("Hello, World!");
        assertThat(run.err()).hasLineCount(2);
    }

    @Test
    void everyKindOfFailureHasACode() {
        assertThat(FailureKind.values()).extracting(ExitCode::of).doesNotContain(ExitCode.OK, ExitCode.MISUSE);
    }

    @Test
    void stackTraceComesOnlyWhenAskedFor() {
        String url = server.url() + "/fault/garbage";
        assertThat(CommandRun.of("send", url).err()).doesNotContain("\tat ");
        assertThat(CommandRun.of("send", "--verbose", url).err()).contains("PeerViolation", "\tat ");
    }
}
