package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// `load --rate`: requests that arrive by themselves.
class OpenLoadTest {
    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void serverAnswersEveryArrivalOfTheSchedule(String client) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load",
                    "--client",
                    client,
                    "--rate",
                    "400",
                    "-d",
                    "500ms",
                    "--warmup",
                    "0s",
                    "--json",
                    server.url() + "/plaintext");
            assertThat(run.out())
                    .contains(
                            "\"mode\":\"open\"",
                            "\"targetRate\":400.0,\"arrivals\":\"uniform\",\"seed\":0,\"burst\":1",
                            "\"intended\":200,\"refused\":0",
                            "\"exchanges\":200,",
                            "\"serverExchanges\":200,")
                    .doesNotContain("\"pacerCpuMicrosPerExchange\":null");
            assertThat(server.counters().exchanges()).isEqualTo(200);
            boolean valid = run.out().contains("\"valid\":true,\"invalidBecause\":[],");
            assertThat(run.code()).as(run.err()).isEqualTo(valid ? 0 : 10);
        }
    }

    @Test
    void theTableShowsCorrectedAndUncorrectedTimesAndTheSeed() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load",
                    "--rate",
                    "300",
                    "--arrivals",
                    "poisson",
                    "--seed",
                    "17",
                    "--burst",
                    "3",
                    "-d",
                    "300ms",
                    "--warmup",
                    "0s",
                    server.url() + "/plaintext");
            assertThat(run.out())
                    .contains(
                            "open loop, 300 /s poisson from seed 17 in bursts of 3",
                            "response (corrected)",
                            "service (uncorrected)",
                            "acquire wait",
                            "schedule lag",
                            "processors",
                            "answered, by its own count");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aRateThatCannotBeReachedIsInvalid(String client) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load",
                    "--client",
                    client,
                    "-c",
                    "1",
                    "--rate",
                    "200",
                    "-d",
                    "500ms",
                    "--warmup",
                    "0s",
                    server.url() + "/delay/20"); // one connection answers 50 requests in a second
            assertThat(run.code()).as(run.err()).isEqualTo(10);
            assertThat(run.out()).contains("INVALID, because", "the rate was not reached: ");
            assertThat(run.err()).contains("INVALID: the rate was not reached");
        }
    }

    /// 35 % of the arrivals fall into the 0.7 s, and 10 % of all wait for longer than 0.5 s of them. A closed loop
    /// would have been held up with the server: of what was sent, no more than the connections there are tells of
    /// it.
    @ParameterizedTest
    @MethodSource("clients")
    void aStallOfTheServerIsSeenInTheCorrectedTimeOnly(String client) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load",
                    "--client",
                    client,
                    "--rate",
                    "500",
                    "-d",
                    "2s",
                    "--warmup",
                    "500ms",
                    "--json",
                    server.url() + "/fault/stall-once?after=600&millis=700");
            assertThat(run.out()).contains("\"exchanges\":1000,", "\"serverExchanges\":1000,");
            assertThat(p99(run, "responseTimeMicros")).isGreaterThan(500_000);
            assertThat(p99(run, "serviceTimeMicros")).isPositive().isLessThan(500_000);
        }
    }

    private static double p99(CommandRun run, String times) {
        Matcher matcher =
                Pattern.compile("\"" + times + "\":\\{[^}]*\"p99\":([0-9.E]+)").matcher(run.out());
        assertThat(matcher.find()).as(run.out() + run.err()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
