package wirebench.jmh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.jmh.experiment.Suites;
import wirebench.jmh.run.FakeForks;
import wirebench.jmh.run.Plans;
import wirebench.reports.files.Origin;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ResultFile;

class BenchCommandTest {
    private final StringWriter printed = new StringWriter();
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench | name an experiment, or a suite with --suite, or a folder with --resume",
                "bench 01 --suite smoke | name an experiment, or a suite",
                "bench nothing | there is no experiment or file 'nothing'; choose one of 01-",
                "bench --suite slow | there is no suite 'slow'; choose one of buffers, delay, handshakes, parser, peers,",
                "bench --suite quick --only Unknown | there is no benchmark 'Unknown'; choose one of KeepAlive, Floor",
                "bench 01 --only KeepAlive | --only takes a benchmark of a suite; name one with --suite",
                "bench --suite quick --blocks 0 | --blocks must be at least 1, not 0",
                "bench --suite quick --blocks many | Invalid value for option '--blocks'",
                "bench 01 --blocks 0 | --blocks must be at least 1, not 0",
                "bench 01 --blocks 2 --budget 5m | --blocks and --budget both say how many blocks",
                "bench 01 --budget soon | --budget 'soon' is not a duration; write a number and its unit",
                "bench 01 --budget 20s | a budget of 20s holds no block, which takes about",
                "bench 01 --precision 0% | --precision '0%' is no precision; write a share above 0% and below 100%",
                "bench 01 --precision 100% | --precision '100%' is no precision",
                "bench 01 --precision 2 | --precision '2' is no precision",
                "bench 01 --precision -2% | --precision '-2%' is no precision",
                "bench 01 --precision 2% --blocks 9 | --blocks and --precision both say how many blocks",
                "bench 01 --precision 2% --quick | --quick supports no verdict, and so has no precision",
                "bench 01 --precision 2% --budget 10m | a budget of 10m holds 2 blocks, and a pilot needs 8",
                "bench --suite smoke --precision 2% | --precision needs an experiment: a suite has no baseline",
                "bench --resume x --precision 2% | --resume goes on with the plan that is in the folder",
                "bench --resume x --seed 1 | --resume goes on with the plan that is in the folder",
                "bench 01 --fast | Unknown option: '--fast'"
            })
    void misuseIsOneLineAndCode2(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(said.toString().lines()).hasSize(1);
        assertThat(said.toString()).startsWith("wirebench: " + message);
    }

    @Test
    void aFolderWithoutARunCannotGoOn(@TempDir Path folder) {
        assertThat(run("bench --resume " + folder)).isEqualTo(2);
        assertThat(said.toString()).contains("plan.json: is missing; ").hasLineCount(1);
    }

    @Test
    void whatIsNoRunCannotBeReproduced(@TempDir Path folder) {
        assertThat(run("reproduce " + folder)).isEqualTo(2);
        assertThat(said.toString()).contains("plan.json").hasLineCount(1);
    }

    @Test
    void aSuiteFoundNothingThatCouldBeReproduced(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("forks"));
        Plan suite = Plans.of(
                new Suites(ParameterChoices.benchmarks()).named("smoke"),
                7,
                "again",
                new Origin("made-up", Map.of(), Optional.empty()));
        ResultFile.write(folder.resolve("plan.json"), suite);
        assertThat(run("reproduce " + folder)).isEqualTo(2);
        assertThat(said.toString()).contains("holds the suite smoke, which found nothing");
    }

    @Test
    void aFolderWithAnotherRunIsNotOverwritten(@TempDir Path folder) throws Exception {
        Path first = folder.resolve("first");
        Path other = folder.resolve("other");
        Files.createDirectories(first.resolve("forks"));
        Files.createDirectories(other);
        ResultFile.write(first.resolve("plan.json"), FakeForks.plan(7));
        ResultFile.write(other.resolve("plan.json"), FakeForks.plan(8));
        assertThat(run("reproduce " + first + " --out " + other)).isEqualTo(2);
        assertThat(said.toString()).contains("holds a run of another plan");
    }

    @Test
    void aWrongFileIsAnsweredWithItsLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), "titel: none\n");
        assertThat(run("bench " + file)).isEqualTo(2);
        assertThat(said.toString()).startsWith("wirebench: " + file + ":1: an experiment has no 'titel'");
    }

    @Test
    void experimentsAreListedWithQuestionArmsAndTime() {
        assertThat(run("experiments")).isZero();
        assertThat(printed.toString())
                .contains("01-concurrency-model  Concurrency model by connections (about ")
                .contains("arms: blocking-1, nio-1, virtual-1,");
    }

    @Test
    void ofOneExperimentAllIsTold() {
        assertThat(run("experiments 01")).isZero();
        assertThat(printed.toString())
                .contains("01-concurrency-model", "expected: ", "compared by score, with ")
                .contains("    nio-64: KeepAlive.exchange,client=nio,concurrency=64", "predicted: ")
                .doesNotContain("02-");
        assertThat(run("experiments nothing")).isEqualTo(2);
    }

    @Test
    void experimentsAreListedAsJson() {
        assertThat(run("experiments --json")).isZero();
        JsonNode all = JsonMapper.shared().readTree(printed.toString());
        assertThat(all.size()).isGreaterThanOrEqualTo(15);
        assertThat(all.get(0).get("name").asString()).isEqualTo("01-concurrency-model");
        assertThat(all.get(0).get("arms").get(0).get("parameters").get("client").asString())
                .isEqualTo("blocking");
        assertThat(all.get(0).get("expectedSeconds").asInt()).isPositive();
    }

    @Test
    void stackTracesAreForThoseWhoAskForThem(@TempDir Path folder) {
        assertThat(run("bench --resume " + folder + " --verbose")).isEqualTo(2);
        assertThat(said.toString()).contains("plan.json: is missing", "\tat wirebench.");
    }

    private int run(String arguments) {
        CommandLine command = BenchCommand.commandLine();
        command.setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(said, true));
        return command.execute(arguments.split(" ", -1));
    }
}
