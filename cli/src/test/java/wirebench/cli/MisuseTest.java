package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// Mistakes of the caller: exit code 2, one line that says what is wrong, and nothing sent.
class MisuseTest {
    private static final String URL = "http://127.0.0.1:9/";

    private static Arguments misuse(String explained, String... arguments) {
        return Arguments.of(explained, List.of(arguments));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                misuse("verb: send, serve, load, doctor, report, compare, bench, experiments, jmh, reproduce"),
                misuse("verb: send, serve, load, doctor, report, compare, bench, experiments, jmh, reproduce", "sned"),
                misuse("no option '--foo'", "--foo"),
                misuse("did you mean --json", "send", "--jsn", URL),
                misuse("URL", "send"),
                misuse("must begin with http://", "send", "ftp://host/"),
                misuse("must begin with http:// or https://", "send", "ftp://host/"),
                misuse("not a port", "send", "http://host:99999/"),
                misuse("percent-encode", "send", "http://host/a b"),
                misuse("must begin with http://", "send", URL, "oops"),
                misuse("choose one of blocking", "send", "--client", "netty", URL),
                misuse("--max-connections must be at most 65535", "send", "--max-connections", "2147483647", URL),
                misuse("--buffer-size must be at most 16m", "send", "--buffer-size", "2147483647", URL),
                misuse("not a token", "send", "-X", "GE T", URL),
                misuse("not a field: 'novalue'", "send", "-H", "novalue", URL),
                misuse("U+000D", "send", "-H", "a: b\r\nEvil: c", URL),
                misuse("U+000A", "send", "-H", "a: b\n", URL),
                misuse("not a token", "send", "-H", "a\r\nb: c", URL),
                misuse("not the caller's to set", "send", "-H", "Content-Length: 3", URL),
                misuse("250ms, 2s or 1m", "send", "--timeout", "5", URL),
                misuse("250ms, 2s or 1m", "send", "--timeout", "-5s", URL),
                misuse("longer than a year", "send", "--timeout", "999999999h", URL),
                misuse("must be positive", "send", "--max-head", "0", URL),
                misuse("--max-body", "send", "--max-body", "many", URL),
                misuse("there is no file '/nonexistent'", "send", "-d", "@/nonexistent", URL),
                misuse("is a directory", "send", "-d", "@/", URL),
                misuse("port is 70000", "serve", "--port", "70000"),
                misuse("loops is 0", "serve", "--loops", "0"),
                misuse("unknown host", "serve", "--host", "no.such.host.invalid"),
                misuse("choose one of unbuffered, stream,", "send", "--buffers", "direct", URL),
                misuse("choose one of none, dedicated, lifo,", "load", "--pool", "random", URL),
                misuse("choose one of block, spin", "send", "--wait", "park", URL),
                misuse("such as 16384 or 16k", "load", "--buffer-size", "16 kB", URL),
                misuse("larger than 2147483647 octets", "load", "--buffer-size", "2048m", URL),
                misuse("bufferOctets must be at least 256", "send", "--buffer-size", "255", URL),
                misuse("gathers nothing", "load", "--buffers", "unbuffered", "--gather", URL),
                misuse("--spin needs --wait spin", "load", "--spin", "20us", URL),
                misuse("--spin must be positive", "load", "--wait", "spin", "--spin", "0s", URL),
                misuse("up to a second", "send", "--wait", "spin", "--spin", "2s", URL),
                misuse("minIdle must not exceed", "load", "-c", "4", "--min-idle", "5", URL),
                misuse("maxConnections must be at least 1", "load", "--max-connections", "0", URL),
                misuse("idle timeout must be positive", "send", "--idle-timeout", "0s", URL),
                misuse("-c must be from 1", "load", "-c", "0", URL),
                misuse("-d must be positive", "load", "-d", "0s", URL),
                misuse("one argument too many: 'again'", "load", URL, "again"),
                misuse("is no version of TLS that is spoken; choose one of 1.2, 1.3", "send", "--tls", "1.1", URL),
                misuse("there is no file absent.pem", "send", "--cacert", "absent.pem", URL),
                misuse("--key needs --cert", "send", "--key", "absent.pem", URL),
                misuse("there is no figure 'p100'", "load", "--fail-if", "p100>1ms", URL),
                misuse("not a threshold", "load", "--fail-if", "p99", URL),
                misuse("250ms, 2s or 1m", "load", "--fail-if", "p99>5", URL),
                misuse("--retries must be from 0", "send", "--retries", "-1", URL),
                misuse("'many' is not", "load", "--retries", "many", URL),
                misuse("is no backoff", "send", "--backoff", "1ms..2ms..3ms", URL),
                misuse("is not a duration", "load", "--backoff", "1ms..", URL),
                misuse("at least its base", "load", "--backoff", "2s..1s", URL),
                misuse("there is no jitter 'some'", "send", "--jitter", "some", URL),
                misuse("--retry-budget must be from 0", "load", "--retry-budget", "-5", URL),
                misuse("is no breaker", "send", "--breaker", "often", URL),
                misuse("cannot be a threshold", "load", "--breaker", "5/2", URL),
                misuse("cannot be a threshold", "load", "--breaker", "0%/20", URL),
                misuse("--arrivals needs --rate", "load", "--arrivals", "poisson", URL),
                misuse("--seed needs --rate", "load", "--seed", "1", URL),
                misuse("--burst needs --rate", "load", "--burst", "2", URL),
                misuse("--slo needs --rate", "load", "--slo", "p99<5ms", URL),
                misuse("rate must be more than 0", "load", "--rate", "0", URL),
                misuse("burst must be at least 1", "load", "--rate", "1", "--burst", "0", URL),
                misuse("there are no arrivals 'rare'", "load", "--rate", "1", "--arrivals", "rare", URL),
                misuse("is a bound from above on a latency", "load", "--rate", "1", "--slo", "p99>5ms", URL),
                misuse("not a number", "load", "--fail-if", "errors>5ms", URL));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIs2AndOneLineExplainsIt(String explained, List<String> arguments) {
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("wirebench: ")
                .contains(explained)
                .contains("--help')")
                .hasLineCount(1);
    }

    @Test
    void mistakeInTheLastUrlSendsNothingToTheFirst() throws IOException {
        try (CannedServer server = CannedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            CommandRun run = CommandRun.of("send", "--json", server.url(), "nonsense");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out())
                    .contains("\"url\":\"nonsense\"", "\"kind\":\"misuse\"")
                    .hasLineCount(1);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void portInUseIsExplained() throws IOException {
        try (LoopbackServer first = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of("serve", "--port", String.valueOf(first.port()));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err())
                    .contains("127.0.0.1:" + first.port(), "--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void controlCharactersOfArgumentsDoNotReachTheTerminal() {
        CommandRun run = CommandRun.of("send", "http://host/\u001b[31m\n");
        assertThat(run.err()).doesNotContain("\u001b").hasLineCount(1);
    }

    @Test
    void unreadableFileIsNoticedBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gone"), "x");
        Files.delete(file);
        assertThat(CommandRun.of("load", "--data", "@" + file, URL).code()).isEqualTo(2);
    }
}
