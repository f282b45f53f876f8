package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;

/// How long `load` waits: for answers, for threads, and for servers that are asked for their counters.
class LoadPatienceTest {
    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @Test
    void whatWaitsForAThreadIsNotBegunAndTheBoundOfTheWaitIsSaid() {
        long startNanos = System.nanoTime();
        CommandRun run = CommandRun.of(
                "load",
                "--client",
                "blocking",
                "--rate",
                "100",
                "-c",
                "2",
                "-d",
                "500ms",
                "--warmup",
                "0s",
                server.url() + "/delay/700");
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(8)); // not 18 s
        assertThat(run.code()).as(run.err()).isEqualTo(10);
        assertThat(run.err())
                .contains("waiting for exchanges under way, at most 109.0 s")
                .containsPattern("INVALID: .*4\\d of 50 exchanges have no answer");
        assertThat(run.out())
                .contains("patience 110.0 s")
                .containsPattern("unanswered +4\\d +without an outcome after up to .*, 4\\d of them not begun");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aLoadIsGivenUpWhenItsPatienceIsAtAnEnd(String client) {
        for (String[] loop : new String[][] {{"-c", "2"}, {"--rate", "20"}}) {
            CommandRun run = CommandRun.of(Stream.of(
                            Stream.of("load", "--client", client, "-d", "300ms", "--warmup", "0s", "--json"),
                            Stream.of("--patience", "400ms"),
                            Stream.of(loop),
                            Stream.of(server.url() + "/fault/stall"))
                    .flatMap(strings -> strings)
                    .toArray(String[]::new));
            assertThat(run.code()).as(run.err()).isEqualTo(4);
            assertThat(run.out())
                    .contains("\"valid\":false", "\"patienceSeconds\":0.4")
                    .contains("\"gaveUpBecause\":\"no exchange ended for 400 ms\"")
                    .containsPattern("\"exchanges\":0,\"errors\":\\{},\"unanswered\":[26],")
                    .containsPattern("\"responseTimeMicros\":\\{[^}]*\"max\":[4-9]\\d{5}\\.")
                    .containsPattern("\"unansweredWaitMicros\":\\{[^}]*\"max\":[4-9]\\d{5}\\.");
            assertThat(run.err())
                    .contains("given up after")
                    .containsPattern("no exchange ended for 400 ms, ([26]) of \\1 exchanges without an answer");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aServerThatIsSilentAboutItsCountersDelaysNothingForLong(String client) throws IOException {
        try (SilentCounters silent = SilentCounters.start()) {
            long startNanos = System.nanoTime();
            CommandRun run = CommandRun.of(
                    "load",
                    "--client",
                    client,
                    "--rate",
                    "50",
                    "-d",
                    "200ms",
                    "--warmup",
                    "0s",
                    "--head-timeout",
                    "0s",
                    "--read-timeout",
                    "0s",
                    "--json",
                    silent.url());
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(10));
            assertThat(run.out()).contains("\"exchanges\":10,", "\"serverExchanges\":null");
            assertThat(silent.asked()).isEqualTo(1);
        }
    }

    @Test
    void aSearchAsksSuchAServerOnceForAllItsSteps() throws IOException {
        try (SilentCounters silent = SilentCounters.start()) {
            CommandRun run = CommandRun.of(
                    "load", "--rate", "100", "--slo", "p50<1us", "-d", "200ms", "--warmup", "0s", silent.url());
            assertThat(run.out()).contains("none that was tried");
            assertThat(silent.asked()).isEqualTo(1);
        }
    }
}
