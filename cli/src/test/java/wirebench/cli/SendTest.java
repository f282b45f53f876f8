package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import wirebench.client.ClientProvider;
import wirebench.client.config.ClientConfig;

class SendTest {
    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    private static String url(String path) {
        return server.url() + path;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bodiesOfAllUrlsComeOutInOrderAndNothingElse(String client) {
        CommandRun run =
                CommandRun.of("send", "--client", client, url("/bytes/3"), url("/chunked/2x2"), url("/bytes/1"));
        assertThat(run).isEqualTo(new CommandRun(0, "abcabcda", ""));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bodyIsPassedOnOctetByOctet(String client) throws IOException {
        String all = allOctets();
        try (CannedServer canned = CannedServer.answering("HTTP/1.1 200 OK\r\n\r\n" + all)) {
            assertThat(CommandRun.of("send", "--client", client, canned.url()).out())
                    .isEqualTo(all);
        }
    }

    private static String allOctets() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        return all.toString();
    }

    @Test
    void withHeadTheWireLinesComeFirst() throws IOException {
        String head =
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.0 200 Fine \u00fc\r\nA: 1\r\na: 2\r\nC:\r\n\r\n";
        try (CannedServer canned = CannedServer.answering(head + "body")) {
            CommandRun run = CommandRun.of("send", "-i", canned.url());
            assertThat(run.out()).isEqualTo(head.replace("C:\r\n", "C: \r\n") + "body");
        }
    }

    /// Whoever knows one verb knows the other.
    @Test
    void whatIsSentHasTheSameLongNamesInSendAndInLoad() {
        CommandRun sent = CommandRun.of(
                "send", "--include", "--method", "PUT", "--header", "a: b", "--data", "octets", url("/echo"));
        assertThat(sent.out()).startsWith("HTTP/1.1 200 OK").endsWith("octets");
        CommandRun load = CommandRun.of(
                "load",
                "--method",
                "PUT",
                "--header",
                "a: b",
                "--data",
                "octets",
                "-c",
                "1",
                "--duration",
                "100ms",
                "--warmup",
                "0s",
                url("/echo"));
        assertThat(load.code()).as(load.err()).isZero();
    }

    @Test
    void methodIsGetAndWithABodyPost() throws IOException {
        try (CannedServer canned = CannedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            CommandRun.of("send", canned.url());
            CommandRun.of("send", "-d", "", canned.url());
            CommandRun.of("send", "-X", "BREW", "-H", "a:b", "-H", "A:  c ", canned.url());
            assertThat(canned.heads())
                    .extracting(head -> head.substring(0, head.indexOf(' ')))
                    .containsExactly("GET", "POST", "BREW");
            assertThat(canned.heads().getLast()).contains("\r\na: b\r\nA: c\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bodyComesFromArgumentFileOrInput(String client, @TempDir Path folder) throws IOException {
        String large = "0123456789".repeat(10_000);
        Path file = Files.writeString(folder.resolve("body"), large);
        assertThat(CommandRun.of("send", "--client", client, "-d", "h\u00e9", url("/echo"))
                        .out())
                .isEqualTo("h\u00c3\u00a9");
        assertThat(CommandRun.of("send", "--client", client, "-d", "@" + file, url("/echo"), url("/echo"))
                        .out())
                .isEqualTo(large + large);
        assertThat(CommandRun.withInput("typed", "send", "--client", client, "-d", "@-", url("/echo"))
                        .out())
                .isEqualTo("typed");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void jsonHasTheKeysOfTheContract(String client) {
        CommandRun run =
                CommandRun.of("send", "--client", client, "--json", url("/chunked/2x3?trailers=1"), url("/status/204"));
        String[] lines = run.out().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(JsonKeys.of(lines[0]))
                .containsExactly(
                        "url",
                        "status",
                        "reason",
                        "fields",
                        "trailers",
                        "bodyBase64",
                        "bodyOctets",
                        "reusedConnection",
                        "timings");
        assertThat(lines[0])
                .contains("\"url\":\"" + url("/chunked/2x3?trailers=1") + "\"", "\"status\":200", "\"reason\":\"OK\"")
                .contains("\"bodyBase64\":\"YWJjZGVm\"", "\"bodyOctets\":6", "\"reusedConnection\":false")
                .contains("[\"Transfer-Encoding\",\"chunked\"]", "\"trailers\":[[\"")
                .containsPattern(
                        "\"timings\":\\{\"acquire\":[0-9.]+,\"connect\":[0-9.]+,\"write\":[0-9.]+,\"head\":[0-9.]+,"
                                + "\"read\":[0-9.]+,\"total\":[0-9.]+}");
        assertThat(lines[1]).contains("\"bodyBase64\":\"\"", "\"bodyOctets\":0", "\"reusedConnection\":true");
    }

    @Test
    void jsonOfAFailureHasTheKeysOfTheContract() {
        CommandRun run = CommandRun.of("send", "--json", url("/fault/garbage"));
        assertThat(JsonKeys.of(run.out())).containsExactly("url", "error");
        assertThat(run.out())
                .containsPattern(
                        "\"error\":\\{\"kind\":\"violation\",\"violation\":\"NOT_HTTP\",\"phase\":\"head\",\"message\":\".*\"}}");
    }

    @Test
    void traceShowsTheExchangeOnStandardErrorOnly() {
        CommandRun run = CommandRun.of("send", "--trace", "-d", "hi", url("/echo"));
        assertThat(run.out()).isEqualTo("hi");
        assertThat(run.err().lines())
                .contains("> POST /echo HTTP/1.1", "> Content-Length: 2", "> [2 octets of body]")
                .contains("< HTTP/1.1 200 OK", "< [2 octets of body]")
                .anyMatch(line -> line.startsWith("* new connection; acquire "));
    }

    @Test
    void fileThatIsMadeWhenItIsReadIsSentWhole() throws IOException {
        Path file = Path.of("/proc/version");
        assumeThat(file).exists();

        CommandRun run = CommandRun.of("send", "--trace", "-d", "@" + file, server.url() + "/echo");

        assertThat(run.out()).isEqualTo(Files.readString(file));
        assertThat(run.err()).contains("Transfer-Encoding: chunked", "> [body in chunks]");
    }

    @Test
    void closedOutputEndsQuietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = CommandRun.streams(InputStream.nullInputStream(), new FullOutput("Broken pipe"), err, false);
        assertThat(Wirebench.run(streams, "send", url("/plaintext"))).isEqualTo(141);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void outputThatTakesNoMoreIsReported() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                CommandRun.streams(InputStream.nullInputStream(), new FullOutput("No space left"), err, false);
        assertThat(Wirebench.run(streams, "send", "--json", url("/plaintext"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cannot write to standard output: No space left")
                .hasLineCount(1);
    }

    @Test
    void defaultTimeoutsAreThoseOfTheClient() {
        ClientOptions options = new ClientOptions();
        new CommandLine(options)
                .registerConverter(Duration.class, new DurationText())
                .parseArgs();
        assertThat(options.timeouts()).isEqualTo(ClientConfig.DEFAULT.timeouts());
    }

    private static final class FullOutput extends OutputStream {
        private final String why;

        FullOutput(String why) {
            this.why = why;
        }

        @Override
        public void write(int octet) throws IOException {
            throw new IOException(why);
        }
    }
}
