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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        command.add(server.url() + path);
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
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
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
