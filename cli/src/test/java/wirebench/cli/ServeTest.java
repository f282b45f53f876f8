package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wirebench.server.Scenario;

class ServeTest {
    @Test
    void endsWhenItsInputEnds() {
        CommandRun run = CommandRun.of("serve", "--until-stdin-closes");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("listening http://127\\.0\\.0\\.1:\\d+\n");
        assertThat(run.err()).startsWith("served 0 exchanges").hasLineCount(1);
    }

    @Test
    void listsEveryScenario() {
        CommandRun run = CommandRun.of("serve", "--list");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(Scenario.values().length);
        assertThat(Arrays.asList(Scenario.values()))
                .allSatisfy(scenario -> assertThat(run.out()).contains(scenario.path(), scenario.sentence()));
    }

    @Test
    void terminationSignalEndsItWithSuccessAndItsCounts() throws IOException, InterruptedException {
        Process serve = start("serve");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String url = out.readLine().replace("listening ", "");
            assertThat(CommandRun.of("send", url + "/plaintext").out()).isEqualTo("Hello, World!");
            serve.toHandle().destroy();
            assertThat(serve.waitFor()).isZero();
            assertThat(text(serve.getErrorStream()))
                    .startsWith("served 1 exchanges")
                    .hasLineCount(1);
        } finally {
            serve.destroyForcibly();
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Wirebench.class.getName());
        builder.command().addAll(Arrays.asList(arguments));
        return builder.start();
    }
}
