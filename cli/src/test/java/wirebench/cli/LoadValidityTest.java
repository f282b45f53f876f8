package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// What makes the result of `load --rate` invalid: the reason stands in the result, and the exit code is 10.
class LoadValidityTest {
    private LoopbackServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = LoopbackServer.start(ServerConfig.DEFAULT);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private static CommandRun load(String rate, String url, String... options) {
        return CommandRun.of(Stream.of(
                        Stream.of("load", "--rate", rate, "-d", "600ms", "--warmup", "0s", "--json"),
                        Stream.of(options),
                        Stream.of(url))
                .flatMap(strings -> strings)
                .toArray(String[]::new));
    }

    private static void assertInvalid(CommandRun run, String reason) {
        assertThat(run.code()).as(run.err()).isEqualTo(10);
        assertThat(run.out()).contains("\"valid\":false").containsPattern("\"invalidBecause\":\\[[^\\]]*" + reason);
        assertThat(run.err()).contains("INVALID: ").containsPattern(reason);
    }

    @Test
    void rateThatWasMissed() {
        // One connection answers 50 requests in a second.
        assertInvalid(load("200", server.url() + "/delay/20", "-c", "1"), "the rate was not reached: ");
    }

    @Test
    void errors() {
        assertInvalid(
                load("200", server.url() + "/fault/flaky?percent=20&seed=1&millis=1"),
                "\\d+ of 120 exchanges failed, more than 0\\.1 %");
    }

    @Test
    void countsThatDiffer() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> ask(over));
        CommandRun run = load("200", server.url() + "/plaintext");
        over.set(true);
        other.join();
        assertInvalid(
                run,
                "client and server disagree: the client completed 120 exchanges, the server answered (1[3-9]\\d|[2-9]\\d\\d|\\d{4})");
    }

    /// Somebody else who uses the server meanwhile.
    private void ask(AtomicBoolean over) {
        try (HttpClient client = ClientProvider.named("virtual").open(ClientConfig.DEFAULT)) {
            while (!over.get()) {
                client.send(HttpRequest.get(server.url() + "/delay/2"));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lagOfTheSchedule() {
        // With the blocking client, what waits for the one thread has not been handed over.
        assertInvalid(
                load("2000", server.url() + "/delay/1", "-c", "1", "--client", "blocking"),
                "the schedule lag is part of what was measured");
    }

    @Test
    void generatorThatIsSaturated() {
        // 30 000 arrivals while the server stands still, of which no more than 16 384 may be under way.
        assertInvalid(
                load("50000", server.url() + "/fault/stall-once?after=0&millis=2000", "--client", "nio"),
                "the generator was saturated: \\d+ arrivals found 16384 exchanges under way");
    }

    @Test
    void serversThatAreNotOursAreNotChecked() throws IOException {
        try (CannedServer canned = CannedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(load("50", canned.url()).out()).contains("\"exchanges\":30,", "\"serverExchanges\":null");
        }
    }

    @Test
    void nothingIsComparedWithRetries() {
        CommandRun run = load("100", server.url() + "/fault/storm?percent=10", "--retries", "3", "--backoff", "1ms");
        assertThat(run.out()).contains("\"serverExchanges\":null").doesNotContain("disagree");
    }
}
