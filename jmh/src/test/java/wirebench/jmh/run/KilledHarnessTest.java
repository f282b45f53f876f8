package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.jmh.ForkJvm;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Slot;

/// SIGKILL at moments of a real fork.
class KilledHarnessTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(80);

    /// On a busy machine, and far less than a long iteration.
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path path;

    @Test
    void noForkOutlivesAHarnessThatIsKilledAndTheRunEndsWithTheSamePlan() throws Exception {
        killWhen(start("begin", SHORT), harness -> !harness.children().toList().isEmpty());
        byte[] plan = Files.readAllBytes(path.resolve("plan.json"));

        killWhen(start("resume", SHORT), harness -> harness.descendants().count() > 1); // a fork and its server
        long iterations = iterations();
        killWhen(start("resume", SHORT), _ -> iterations() > iterations + 1); // within a fork that measures
        killWhen(start("resume", SHORT), _ -> accepted() > 0 && parts() == 1); // after one, before or in the next

        // Between forks: what a harness leaves behind that is killed before it renames a folder.
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        String ending = InFlight.ENDING.replaceFirst("\\d+$", Long.toString(ended.pid()));
        Path part = Files.createDirectories(path.resolve("forks/b01-01-half" + ending));
        Files.writeString(part.resolve("fork.json"), "{");
        Files.writeString(path.resolve("run.json.part"), "{");

        assertThat(start("resume", SHORT).waitFor()).isZero();
        assertThat(Files.readAllBytes(path.resolve("plan.json"))).isEqualTo(plan);
        Plan read = Plan.read(path);
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        read.slots().stream().map(Slot::toString).toList());
        JsonNode results = JsonMapper.shared().readTree(Files.readString(path.resolve("jmh-result.json")));
        assertThat(results)
                .hasSize(2)
                .allMatch(result -> result.get("primaryMetric").get("rawData").size() == 2);
    }

    /// JMH's own end of a fork whose parent is gone comes with the end of an iteration.
    @Test
    void aForkAndItsServerDoNotEvenEndTheIterationThatTheyAreIn() throws Exception {
        killWhen(start("begin", LONG), harness -> harness.descendants().count() > 1 || isMeasuring());
    }

    private boolean isMeasuring() throws IOException {
        Path log = path.resolve("jmh.log");
        return Files.exists(log) && Files.readString(log).contains("Iteration");
    }

    /// Waits for a moment, kills the harness, and waits until every process that it had started has ended by
    /// itself.
    private void killWhen(Process harness, Moment moment) throws Exception {
        while (!moment.isThere(harness.toHandle())) {
            assertThat(harness.isAlive())
                    .as("alive until the moment comes; see jmh.log")
                    .isTrue();
            Thread.sleep(10);
        }
        List<ProcessHandle> started = harness.descendants().toList();
        harness.destroyForcibly().waitFor();
        for (ProcessHandle process : started) {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Process start(String verb, Duration iteration) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkJvm.UNSAFE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HarnessToKill.class.getName(),
                        path.toString(),
                        verb,
                        Long.toString(iteration.toMillis()))
                .inheritIO()
                .start();
    }

    private long iterations() throws IOException {
        Path log = path.resolve("jmh.log");
        return Files.exists(log)
                ? Files.readString(log)
                        .lines()
                        .filter(line -> line.contains("Iteration"))
                        .count()
                : 0;
    }

    private long accepted() throws IOException {
        return names().stream().filter(name -> !name.contains(".part-")).count();
    }

    private long parts() throws IOException {
        return names().size() - accepted();
    }

    private List<String> names() throws IOException {
        Path forks = path.resolve("forks");
        if (!Files.exists(forks)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(forks)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    private interface Moment {
        boolean isThere(ProcessHandle harness) throws IOException;
    }
}
