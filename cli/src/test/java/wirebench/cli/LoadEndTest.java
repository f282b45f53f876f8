package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.server.LoopbackServer;
import wirebench.server.ServerConfig;

/// Loads that end before their time: by a signal, or because the server goes.
class LoadEndTest {
    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void interruptedLoadPrintsWhatItMeasured(String client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(client, server, "--json");
            awaitExchanges(server, 100);
            signal(load);
            String out = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(load.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(load.exitValue()).isEqualTo(130);
            assertThat(out)
                    .contains("\"interrupted\":true")
                    .containsPattern("\"exchanges\":[1-9]\\d+")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void interruptedLoadDoesNotWaitForAServerThatIsSilent(String client) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            Process load = start(client, server, "/fault/stall");
            awaitExchanges(server, 0);
            signal(load);
            String out = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(load.waitFor(30, TimeUnit.SECONDS)).isTrue();
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

    private static Process start(String client, LoopbackServer server, String last) throws IOException {
        boolean target = last.startsWith("/");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "wirebench.cli.Wirebench",
                "load",
                "--client",
                client,
                "-c",
                "2",
                "-d",
                "60s",
                "--warmup",
                "0s"));
        if (!target) {
            command.add(last);
        }
        command.add(server.url() + (target ? last : "/plaintext"));
        Process process = new ProcessBuilder(command).start();
        awaitLine(process);
        return process;
    }

    /// The measurement has begun when that is said on standard error.
    private static void awaitLine(Process process) throws IOException {
        BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        assertThat(err.readLine()).startsWith("measuring");
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
