package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

class LoadTest {
    private static final String[] LATENCIES = {"p50", "p90", "p95", "p99", "p999", "p9999", "max"};

    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    private static CommandRun load(String path, String... options) {
        return loadFor("150ms", "0s", path, options);
    }

    private static CommandRun loadFor(String duration, String warmup, String path, String... options) {
        return CommandRun.of(Stream.of(
                        Stream.of("load", "-c", "2", "-d", duration, "--warmup", warmup),
                        Stream.of(options),
                        Stream.of(server.url() + path))
                .flatMap(strings -> strings)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void jsonHasTheKeysOfTheContract(String client) {
        CommandRun run = load("/plaintext", "--client", client, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(1);
        assertThat(JsonKeys.of(run.out()))
                .containsExactly(
                        "client",
                        "buffers",
                        "pool",
                        "mode",
                        "concurrency",
                        "targetRate",
                        "arrivals",
                        "seed",
                        "burst",
                        "valid",
                        "invalidBecause",
                        "intended",
                        "refused",
                        "mostPending",
                        "processors",
                        "serverExchanges",
                        "achievedRate",
                        "exchanges",
                        "errors",
                        "unanswered",
                        "notBegun",
                        "statuses",
                        "statusClasses",
                        "expectedStatuses",
                        "retries",
                        "refusals",
                        "durationSeconds",
                        "patienceSeconds",
                        "gaveUpBecause",
                        "throughput",
                        "responseTimeMicros",
                        "serviceTimeMicros",
                        "acquireTimeMicros",
                        "scheduleLagMicros",
                        "unansweredWaitMicros",
                        "allocatedBytesPerExchange",
                        "cpuMicrosPerExchange",
                        "pacerCpuMicrosPerExchange",
                        "readsPerExchange",
                        "writesPerExchange",
                        "gcCpuMicrosPerExchange",
                        "jitCpuMicrosPerExchange",
                        "voluntarySwitchesPerExchange",
                        "involuntarySwitchesPerExchange",
                        "runQueueMicrosPerExchange",
                        "residentOctets",
                        "directOctets",
                        "systemCallsPerExchange");
        assertThat(run.out())
                .startsWith("{\"client\":\"" + client
                        + "\",\"buffers\":\"pooled-direct\",\"pool\":\"lifo\",\"mode\":\"closed\"")
                .contains("\"concurrency\":2,\"targetRate\":null", "\"errors\":{}", "\"user\":", "\"system\":");
        String latencies = run.out().replaceAll(".*\"serviceTimeMicros\":(\\{[^}]*}).*", "$1");
        assertThat(JsonKeys.of(latencies.strip())).containsExactly(LATENCIES);
        String acquires = run.out().replaceAll(".*\"acquireTimeMicros\":(\\{[^}]*}).*", "$1");
        assertThat(JsonKeys.of(acquires.strip())).containsExactly(LATENCIES);
    }

    @Test
    void systemCallsAreCountedOrTheReasonWhyNotIsSaid() {
        CommandRun run = load("/plaintext", "--count-syscalls", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        if (run.out().contains("\"systemCallsPerExchange\":null")) {
            assertThat(run.err()).contains("system calls cannot be counted by strace here: ");
        } else { // at least a read and a write at each end, since the server is in this process
            assertThat(run.out()).containsPattern("\"systemCallsPerExchange\":([4-9]|[1-9]\\d)");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void smallKeptAliveExchangesAreOneWriteEach(String client) {
        CommandRun run = loadFor("150ms", "50ms", "/plaintext", "--client", client, "--json");
        assertThat(run.out()).contains("\"writesPerExchange\":1.0,").doesNotContain("\"readsPerExchange\":null");
    }

    static Stream<Arguments> strategies() {
        return ClientProvider.all().stream()
                .flatMap(client -> Stream.concat(
                        Arrays.stream(BufferStrategy.values())
                                .map(each -> Arguments.of(
                                        client,
                                        "--buffers",
                                        each.label(),
                                        ClientConfig.DEFAULT.withBuffers(kept -> kept.withStrategy(each)))),
                        Arrays.stream(PoolStrategy.values())
                                .map(each -> Arguments.of(
                                        client,
                                        "--pool",
                                        each.label(),
                                        ClientConfig.DEFAULT.withPool(kept -> kept.withStrategy(each))))));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("strategies")
    void everyStrategyWorksOrIsRefusedAsMisuse(ClientProvider client, String option, String name, ClientConfig config) {
        CommandRun run = load("/plaintext", "--client", client.name(), option, name, "--json");
        if (supports(client, config)) {
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("\"" + option.substring(2) + "\":\"" + name + "\"", "\"errors\":{}");
        } else {
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("wirebench: ").contains(name).hasLineCount(1);
        }
    }

    private static boolean supports(ClientProvider client, ClientConfig config) {
        try (HttpClient opened = client.open(config)) {
            return opened.config().equals(config);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aPoolMayBeSmallerThanTheLoad(String client) throws IOException {
        try (LoopbackServer counted = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load",
                    "--client",
                    client,
                    "-c",
                    "8",
                    "--max-connections",
                    "2",
                    "-d",
                    "200ms",
                    "--warmup",
                    "0s",
                    counted.url() + "/delay/1");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("pool lifo of 2", "reads per exchange");
            assertThat(counted.counters().connections()).isEqualTo(2);
        }
    }

    @Test
    void theTableNamesTheStrategies() {
        CommandRun run = load(
                "/plaintext",
                "--buffers",
                "heap-per-connection",
                "--buffer-size",
                "4k",
                "--gather",
                "--pool",
                "fifo",
                "--unfair",
                "--wait",
                "spin");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("buffers heap-per-connection of 4,096 octets, gathering; pool fifo of 2, unfair; wait spin")
                .doesNotContain("acquire");
    }

    @Test
    void percentilesWithTooFewExchangesBeyondAreNull() {
        CommandRun run = load("/delay/50", "--json");
        assertThat(run.out())
                .containsPattern("\"responseTimeMicros\":\\{[^}]*\"p99\":null[^}]*\"p9999\":null,\"max\":[1-9]");
    }

    @Test
    void serverCountsTheExchangesThatAreReported() throws IOException {
        try (LoopbackServer counted = LoopbackServer.start(ServerConfig.DEFAULT)) {
            CommandRun run = CommandRun.of(
                    "load", "-c", "2", "-d", "100ms", "--warmup", "0s", "--json", counted.url() + "/plaintext");
            assertThat(run.out()).contains("\"exchanges\":" + counted.counters().exchanges() + ",");
        }
    }

    @Test
    void tableIsForPersonsAndStepsAreLinesWithoutATerminal() {
        CommandRun run = loadFor("200ms", "100ms", "/status/503");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("warm-up, 0.1 s\nmeasuring, 0.2 s\n");
        assertThat(run.out())
                .contains("virtual client, 2 in flight, closed loop", "throughput", "p99.99", "with status 5xx")
                .doesNotContain("\u001b");
    }

    @Test
    void onATerminalTheTimeLeftIsShown() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = CommandRun.streams(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, true);
        String url = server.url() + "/plaintext";
        assertThat(Wirebench.run(streams, "load", "-d", "50ms", "--warmup", "0s", url))
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("measuring [", " s left")
                .endsWith("\r\u001b[K");
    }

    @Test
    void bodyIsSentWithEveryExchange() {
        CommandRun run = load("/echo", "--data", "12345", "--json");
        assertThat(run.code()).isZero();
        assertThat(server.counters().octetsIn()).isGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void loadIsGivenUpWhenNothingButErrorsComes(String client) {
        CommandRun run = loadFor("30s", "0s", "/fault/truncate", "--client", client, "--json");
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).contains("\"exchanges\":0,\"errors\":{\"truncated\":");
        assertThat(run.err().lines().toList().getLast()).contains("given up after", "before the response was complete");
    }

    @Test
    void loadOnAServerThatIsNotThereEndsInTheWarmUp() throws IOException {
        LoopbackServer gone = LoopbackServer.start(ServerConfig.DEFAULT);
        gone.close();
        CommandRun run = CommandRun.of("load", "--warmup", "30s", gone.url() + "/");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("given up during the warm-up", "connect").doesNotContain("latency");
    }

    @Test
    void crossedThresholdIs9AndNamesTheFigure() {
        CommandRun run =
                load("/plaintext", "--fail-if", "p50>1us", "--fail-if", "errors>0", "--fail-if", "throughput<1");
        assertThat(run.code()).isEqualTo(9);
        assertThat(run.err()).contains("failed because of p50>1us (measured ").doesNotContain("errors", "throughput");
    }

    @Test
    void keptThresholdsAreSuccess() {
        assertThat(load("/plaintext", "--fail-if", "p50>1m", "--fail-if", "throughput<0.1")
                        .code())
                .isZero();
    }

    @Test
    void thresholdThatCannotBeJudgedIsNotKept() {
        CommandRun run = load("/delay/50", "--fail-if", "p9999>1m");
        assertThat(run.code()).isEqualTo(9);
        assertThat(run.err()).contains("p9999>1m (too few samples to tell)");
    }
}
