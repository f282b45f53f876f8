package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.files.Checksums;

class CompareTest {
    @TempDir
    private Path path;

    @Test
    void whatGotWorseIsSaidAndFailsIfThatIsAskedFor() throws IOException {
        Path before = run("before", 8, 1.5, "25");
        Path same = run("same", 8, 1.5, "25");
        Path after = run("after", 8, 1.0, "25");
        CommandRun plain = CommandRun.of("compare", before.toString(), after.toString());
        assertThat(plain.code()).isZero();
        assertThat(plain.out()).contains("fast, relative to baseline, got worse: 1.");
        assertThat(plain.err()).isEmpty();
        assertThat(CommandRun.of("compare", "--fail-if-worse", before.toString(), after.toString())
                        .code())
                .isEqualTo(9);
        assertThat(CommandRun.of("compare", "--fail-if-worse", before.toString(), same.toString())
                        .code())
                .isZero();
    }

    @Test
    void theSameAsJsonIsOneObject() throws IOException {
        CommandRun run = CommandRun.of(
                "compare",
                "--json",
                run("before", 8, 1.5, "25").toString(),
                run("after", 8, 1.0, "25").toString());
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out())
                .contains("\"arm\":\"fast\"", "\"change\":\"worse\"", "\"ratioBefore\":1.", "\"refusals\":[]");
    }

    @Test
    void anotherJvmIsRefusedWithACodeOfItsOwn() throws IOException {
        CommandRun run = CommandRun.of(
                "compare",
                run("before", 8, 1.5, "25").toString(),
                run("after", 8, 1.0, "26").toString());
        assertThat(run.code()).isEqualTo(10);
        assertThat(run.out()).contains("Not comparable").contains("JDK: 25 before, 26 after");
    }

    @Test
    void whatIsNoRunIsMisuse() {
        CommandRun run =
                CommandRun.of("compare", path.toString(), path.resolve("other").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("plan.json");
        assertThat(CommandRun.of("report", path.resolve("nowhere").toString()).code())
                .isEqualTo(2);
    }

    @Test
    void oneFolderTwiceIsMisuse() throws IOException {
        Path run = run("run", 8, 1.5, "25");
        CommandRun twice =
                CommandRun.of("compare", run.toString(), run.resolve("../run").toString());
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).hasLineCount(1).contains("is one folder");
    }

    @Test
    void aRunOfWhichNoForkCountsHasNoReportAndIsInvalid() throws IOException {
        Path run = run("run", 1, 1.5, "25");
        try (Stream<Path> forks = Files.list(run.resolve("forks"))) {
            for (Path fork : forks.toList()) {
                Files.move(fork, fork.resolveSibling(fork.getFileName() + ".invalid-1-late"));
            }
        }
        CommandRun report = CommandRun.of("report", run.toString());
        assertThat(report.code()).isEqualTo(10);
        assertThat(report.err()).hasLineCount(1).contains("holds no fork that counts (late)");
        assertThat(run.resolve("report")).doesNotExist();
    }

    private Path run(String name, int blocks, double ratio, String jdk) throws IOException {
        Path folder = path.resolve(name);
        List<String> arms = List.of("baseline", "fast", "baseline-again");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plan.json"), plan(arms, blocks));
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 2, \"environment\": {\"jdk\": \"" + jdk + "\"}}");
        int number = 0;
        for (int block = 1; block <= blocks; block++) {
            for (String arm : arms) {
                number++;
                double wobble = 1 + 0.002 * ((31 * block + 7 * arm.length()) % 5 - 2);
                double score = 1000 * (arm.equals("fast") ? ratio : 1) * wobble;
                Path fork = folder.resolve("forks/b%02d-%02d-%s".formatted(block, number, arm));
                Files.createDirectories(fork);
                Files.writeString(fork.resolve("fork.json"), fork(number, block, arm, score));
                Checksums.write(fork);
            }
        }
        return folder;
    }

    private static String fork(int number, int block, String arm, double score) {
        return String.format(Locale.ROOT, """
                {"schema": 2, "origin": {"run": "made-up", "facts": {}}, "noise": {}, "number": %d, "block": %d, "arm": "%s", "cell": "Made.up", "attempt": 1,
                 "startedAt": "2026-11-23T15:12:33Z", "finishedAt": "2026-11-23T15:12:35Z",
                 "metrics": {"score": {"unit": "ops/s", "iterations": [%f]}}}
                """, number, block, arm, score);
    }

    private static String plan(List<String> arms, int blocks) {
        List<String> written = new ArrayList<>();
        arms.forEach(arm -> written.add(
                "{\"name\": \"" + arm + "\", \"benchmark\": \"Made.up\", \"parameters\": {}, \"jvmArguments\": []}"));
        List<String> order = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            order.add("[\"baseline\", \"fast\", \"baseline-again\"]");
        }
        return """
                {"schema": 2, "origin": {"run": "made-up", "facts": {}}, "name": "00-made", "seed": 7, "reruns": 2, "command": "./wirebench bench 00",
                 "size": {"blocks": 8, "warmup": {"cycles": 1, "iterations": 1, "pause": "PT0S"}, "iterations": 1,
                          "iterationTime": "PT0.5S"},
                 "arms": %s, "order": %s,
                 "question": {"title": "Made", "question": "Is it?", "expectation": "It is.",
                              "metric": "score", "direction": "HIGHER_IS_BETTER", "baseline": "baseline",
                              "predictions": []}}
                """.formatted(written, order);
    }
}
