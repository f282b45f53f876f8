package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.ClientProvider;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// Loads that end before their time: by a signal, or because the server goes.
class LoadEndTest {
    private static final long SIGINT = 1L << 1; // signals are counted from 1

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void interruptedLoadPrintsWhatItMeasured(String client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(client, server, "/plaintext", "--json");
            awaitErr(load, "measuring");
            awaitExchanges(server, 100);
            signal(load);
            String out = outputAtTheEnd(load);

            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out)
                    .contains("\"interrupted\":true")
                    .containsPattern("\"exchanges\":[1-9]\\d+")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void interruptedOpenLoadPrintsWhatItMeasured(String client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(client, server, "/plaintext", "--rate", "500", "--json");
            awaitErr(load, "measuring");
            awaitExchanges(server, 100);
            signal(load);
            String out = outputAtTheEnd(load);

            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out)
                    .contains("\"interrupted\":true", "\"mode\":\"open\"", "\"serverExchanges\":null")
                    .containsPattern("\"exchanges\":[1-9]\\d+")
                    .hasLineCount(1);
        }
    }

    @Test
    void interruptedSearchPrintsTheStepsThatEnded() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load =
                    start("virtual", server, "/plaintext", "--rate", "50", "--slo", "p50<10s", "-d", "500ms", "--json");
            awaitErr(load, "50.0 /s");
            awaitErr(load, ""); // the second step has begun
            signal(load);
            String out = outputAtTheEnd(load);

            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out)
                    .contains("\"interrupted\":true", "\"steps\":[{\"targetRate\":50.0")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void interruptedLoadDoesNotWaitForAServerThatIsSilent(String client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(client, server, "/fault/stall");
            awaitErr(load, "measuring");
            awaitExchanges(server, 0);
            signal(load);
            String out = outputAtTheEnd(load);

            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out).contains("interrupted");
        }
    }

    static Stream<Arguments> loops() {
        return clients()
                .flatMap(client -> Stream.of(
                        Arguments.of(client, List.of("--rate", "100"), "INT", 130),
                        Arguments.of(client, List.of("--rate", "100"), "TERM", 143),
                        Arguments.of(client, List.of(), "INT", 130),
                        Arguments.of(client, List.of(), "TERM", 143)));
    }

    /// Answers for half a second, and not after.
    @ParameterizedTest
    @MethodSource("loops")
    void aSignalTellsOfWhatHasNoAnswer(String client, List<String> loop, String signal, int code) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(
                    client,
                    server,
                    "/fault/stall-once?after=500&millis=120000",
                    Stream.concat(loop.stream(), Stream.of("--json")).toArray(String[]::new));
            awaitErr(load, "measuring");
            awaitExchanges(server, 10);
            awaitSilence(server);
            Thread.sleep(1_000);
            long startNanos = System.nanoTime();
            signal(load, signal);
            String out = outputAtTheEnd(load);

            assertThat(System.nanoTime() - startNanos).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(load.exitValue()).isEqualTo(code);
            long exchanges = number(out, "exchanges");
            long unanswered = number(out, "unanswered");
            assertThat(out)
                    .contains("\"valid\":false", "\"interrupted\":true", "\"gaveUpBecause\":\"interrupted\"")
                    .contains("\"the load ended early: interrupted\"", "exchanges have no answer\"")
                    .contains("\"errors\":{}", "\"statuses\":{\"200\":" + exchanges + "}");
            assertThat(unanswered).isEqualTo(loop.isEmpty() ? 2 : number(out, "intended") - exchanges);
            assertThat(max(out, "responseTimeMicros")).isEqualTo(max(out, "unansweredWaitMicros"));
            assertThat(max(out, "unansweredWaitMicros")).isGreaterThan(1_000_000);
            assertThat(seconds(out)).isGreaterThan(1.4);
            assertThat(load.errorReader(StandardCharsets.UTF_8).readAllAsString())
                    .containsPattern("interrupted after .*, [\\d,]+ of [\\d,]+ exchanges without an answer\n$");
        }
    }

    @Test
    void aSearchTellsOfTheStepThatASignalEnded() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load =
                    start("nio", server, "/fault/stall", "--rate", "50", "--slo", "p50<10s", "-d", "60s", "--json");
            awaitErr(load, "50.0 /s");
            while (server.counters().connections() < 2) {
                Thread.onSpinWait();
            }
            Thread.sleep(1_000);
            signal(load, "INT");
            String out = outputAtTheEnd(load);

            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out)
                    .contains("\"heldRate\":null", "\"interrupted\":true", "\"steps\":[{\"targetRate\":50.0,")
                    .contains("\"held\":false,\"valid\":false", "the load ended early: interrupted")
                    .contains("\"statuses\":{}");
            assertThat(number(out, "unanswered")).isGreaterThanOrEqualTo(2);
        }
    }

    /// Somebody else's server, which says nothing when it is asked for its counters.
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheAskingForCountersToo(String signal) throws Exception {
        try (SilentCounters silent = SilentCounters.start()) {
            Process load = start("virtual", silent.url(), "--rate", "50", "--head-timeout", "0s");
            awaitErr(load, "measuring");
            while (silent.asked() == 0) {
                Thread.onSpinWait();
            }
            long startNanos = System.nanoTime();
            signal(load, signal);
            String out = outputAtTheEnd(load);
            assertThat(System.nanoTime() - startNanos).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(load.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(out).contains("interrupted", "INVALID");
            assertThat(load.errorReader(StandardCharsets.UTF_8).readAllAsString())
                    .contains("interrupted after ");
        }
    }

    private static long number(String json, String key) {
        return (long) decimal(json, "\"" + key + "\":(\\d+)[,}]");
    }

    private static double max(String json, String times) {
        return decimal(json, "\"" + times + "\":\\{[^}]*\"max\":([0-9.E]+)");
    }

    private static double seconds(String json) {
        return decimal(json, "\"durationSeconds\":([0-9.E]+)");
    }

    private static double decimal(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static void awaitSilence(LoopbackServer server) throws InterruptedException {
        long seen = -1;
        while (server.counters().exchanges() != seen) {
            seen = server.counters().exchanges();
            Thread.sleep(300);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void serverThatGoesIsABrokenConnectionAndNotOneThatWasNeverThere(String client) throws Exception {
        LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
        Thread killer = Thread.ofPlatform().start(() -> {
            awaitExchanges(server, 100);
            server.close();
        });
        CommandRun run = CommandRun.of(
                "load", "--client", client, "-c", "2", "-d", "60s", "--warmup", "0s", server.url() + "/plaintext");
        killer.join();
        assertThat(run.code()).as(run.err()).isEqualTo(6);
    }

    private static Process start(String client, LoopbackServer server, String path, String... options)
            throws IOException {
        return start(client, server.url() + path, options);
    }

    private static Process start(String client, String url, String... options) throws IOException {
        assumeThat(ignoresInterrupts())
                .as("this JVM was started with SIGINT ignored, and so are those that it starts")
                .isFalse();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the manifest of the command's jar grants it
                "-cp",
                System.getProperty("java.class.path"),
                "wirebench.cli.Wirebench",
                "load",
                "--client",
                client,
                "-c",
                "2",
                "--warmup",
                "0s"));
        command.addAll(List.of(options));
        if (!command.contains("-d")) {
            command.addAll(List.of("-d", "60s"));
        }
        command.add(url);
        return new ProcessBuilder(command).start();
    }

    /// As shells do with what they start in the background.
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> (ignored & SIGINT) != 0);
    }

    /// It fits into the pipe, so that a load which does not end can be told from one that says much.
    private static String outputAtTheEnd(Process load) throws IOException, InterruptedException {
        if (!load.waitFor(30, TimeUnit.SECONDS)) {
            load.destroyForcibly();
            fail("the load did not end");
        }
        return new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// What begins is said on standard error.
    private static void awaitErr(Process process, String beginning) throws IOException {
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).startsWith(beginning);
    }

    private static void signal(Process process) throws IOException, InterruptedException {
        signal(process, "INT");
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void awaitExchanges(LoopbackServer server, long exchanges) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (server.counters().exchanges() < exchanges || server.counters().connections() == 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
