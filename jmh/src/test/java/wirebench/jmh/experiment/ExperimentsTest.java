package wirebench.jmh.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.jmh.command.ParameterChoices;
import wirebench.reports.files.Size;
import wirebench.reports.statistics.SteadyState;

class ExperimentsTest {
    private static final Experiments EXPERIMENTS = new Experiments(ParameterChoices.benchmarks());
    private static final String RIGHT = """
            title: A title
            question: A question?
            expectation: An answer.
            metric: {name: score, better: more}
            baseline: nio
            benchmark: KeepAlive
            parameters: {concurrency: 64}
            arms:
              - {name: nio, parameters: {client: nio}}
              - {name: virtual, parameters: {client: virtual}, jvm: [-Djdk.pollerMode=1]}
            predictions:
              - {says: It is slower, arm: virtual, against: nio, least: 0.5, most: 1, source: a paper}
            size: {blocks: 4, warmup: {cycles: 2, iterations: 3, pause: 100ms}, iterations: 2, time: 1s}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyExperimentOfTheFolderIsRead() throws Exception {
        List<Experiment> all = EXPERIMENTS.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(15);
        try (Stream<Path> files = Files.list(Path.of("experiments"))) {
            assertThat(all).hasSize((int) files.count());
        }
        Set<String> numbers = new HashSet<>();
        assertThat(all).allSatisfy(experiment -> {
            assertThat(experiment.name()).matches("\\d\\d-[a-z0-9-]+");
            assertThat(numbers.add(experiment.name().substring(0, 2)))
                    .as("number of its own")
                    .isTrue();
            assertThat(experiment.question().question()).endsWith("?");
            assertThat(experiment.expectedTime())
                    .hasMinutes(experiment.expectedTime().toMinutes());
        });
        assertThat(all)
                .filteredOn(experiment -> experiment.question().predictions().stream()
                        .anyMatch(prediction -> prediction.source().isPresent()))
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void everyExperimentIsQuickIfAskedAndHasIterationsEnoughToTellWhetherForksAreSteady() throws Exception {
        assertThat(EXPERIMENTS.all()).allSatisfy(experiment -> {
            int arms = experiment.armsToRun().size();
            Size quick = Sizes.quick(experiment.size());
            assertThat(Sizes.time(quick, arms)).isLessThan(Duration.ofMinutes(5));
            for (Size size : List.of(quick, experiment.size())) {
                assertThat(size.warmup().allIterations() + size.iterations())
                        .isGreaterThanOrEqualTo(SteadyState.Criterion.USUAL.window());
            }
        });
    }

    @Test
    void anExperimentIsWhatItsFileSays() throws Exception {
        Experiment experiment = read(RIGHT);
        assertThat(experiment.name()).isEqualTo("own");
        assertThat(experiment.arms().get(1).parameters())
                .containsEntry("client", "virtual")
                .containsEntry("concurrency", "64")
                .containsEntry("server", "child")
                .containsEntry("scenario", "plaintext");
        assertThat(experiment.arms().get(1).jvmArguments()).containsExactly("-Djdk.pollerMode=1");
        assertThat(experiment.question().predictions().getFirst().most()).hasValue(1.0);
        assertThat(experiment.size().warmup().allIterations()).isEqualTo(6);
        assertThat(Sizes.timeOfFork(experiment.size())).hasMillis(4000 + 8 * 1000 + 2 * 100);
        assertThat(experiment.armsToRun()).extracting("name").containsExactly("nio", "virtual", "baseline-again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: A title | titel: A title | 1: an experiment has no 'titel'; choose from title, question,",
                "title: A title | title: '' | 1: 'title' has to be a text",
                "question: A question? | 'title: again' | 2: 'title' is there twice",
                "expectation: An answer. | | 1: an experiment lacks 'expectation'",
                "better: more | better: most | 4: 'better' is 'most'; choose one of",
                "baseline: nio | baseline: neo | 5: 'baseline' is 'neo'; choose one of nio, virtual",
                "baseline: nio | | 1: an experiment lacks 'baseline'",
                "benchmark: KeepAlive | benchmark: StayAlive | 6: there is no benchmark 'StayAlive'; choose one of BodyFloor.copy,",
                "benchmark: KeepAlive | | 9: arm 'nio' lacks 'benchmark'",
                "concurrency: 64 | connections: 64 | 7: wirebench.jmh.wire.KeepAlive.exchange has no parameter 'connections'; it has client, concurrency,",
                "concurrency: 64 | concurrency: many | 7: parameter 'concurrency' is 'many'; it takes a whole number from 1 to 999999999",
                "concurrency: 64 | concurrency: [64] | 7: parameter 'concurrency' is a list; it takes a whole number",
                "concurrency: 64 | scenario: plaintext | 9: arm 'nio' does not set 'concurrency'; it takes a whole number",
                "concurrency: 64 | concurrency: 64, scenario: odd | 7: parameter 'scenario' is 'odd'; it takes one of plaintext, json,",
                "client: nio | client: neo | 9: parameter 'client' is 'neo'; it takes one of CLIENTS",
                "name: virtual | name: nio | 10: an arm 'nio' is there twice",
                "name: virtual | name: baseline-again | 10: 'baseline-again' is added to every experiment",
                "name: virtual | name: Virtual one | 10: 'Virtual one' cannot name an arm",
                "name: virtual, | colour: red, | 10: an arm has no 'colour'; choose from name, benchmark, parameters, jvm",
                "-Djdk.pollerMode=1 | -XX:+NoSuchFlag | 10: '-XX:+NoSuchFlag' is no argument of this JVM; write",
                "-Djdk.pollerMode=1 | -cp | 10: '-cp' is no argument of this JVM",
                "-Djdk.pollerMode=1 | -Xmx1x | 10: '-Xmx1x' is no argument of this JVM",
                "name: virtual, | 'name: virtual, against: neo,' | 10: 'against' is 'neo'; choose one of nio, virtual",
                "name: virtual, | 'name: virtual, against: virtual,' | 10: arm 'virtual' cannot be compared with itself",
                "name: nio, | 'name: nio, against: virtual,' | 9: 'nio' is the baseline, which is compared with nothing",
                "against: nio | against: netty | 12: 'against' is 'netty'; choose one of nio, virtual",
                "arm: virtual | arm: nio | 12: a prediction compares two arms, not 'nio' with itself",
                "least: 0.5 | least: 0 | 12: 'least' is '0'; a ratio has to be a number above 0",
                "least: 0.5 | least: -2 | 12: 'least' is '-2'; a ratio has to be a number above 0",
                "least: 0.5 | least: 1.5 | 12: 'most' is less than 'least'",
                "least: 0.5, most: 1, | | 12: a prediction needs 'least', 'most' or both",
                "blocks: 4 | blocks: 0 | 13: 'blocks' is '0'; it has to be a whole number from 1 to 999999",
                "pause: 100ms | pause: soon | 13: 'pause' is 'soon'; write a time such as 500ms, 2s or 1m",
                "time: 1s | time: 0s | 13: an iteration takes some time, not none",
                "size: { | size: {{ | 13: is not YAML:"
            })
    void whatIsWrongIsOneLineWithFileAndLine(String right, String wrong, String message) throws Exception {
        assertThat(RIGHT).contains(right);
        String replacement = wrong == null ? "" : wrong;
        Path file = write(
                replacement.isEmpty() && !right.contains("least") ? without(right) : RIGHT.replace(right, replacement));
        assertThatThrownBy(() -> EXPERIMENTS.read(file))
                .isInstanceOf(ExperimentException.class)
                .hasMessageStartingWith(file + ":" + message.replace("CLIENTS", String.join(", ", SuitesTest.CLIENTS)))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void anArmMayBeComparedWithAnotherThanTheBaseline() throws Exception {
        Experiment experiment = read(RIGHT.replace("predictions:", """
                  - {name: blocking, parameters: {client: blocking}, against: virtual}
                predictions:"""));
        assertThat(experiment.question().comparedWith("blocking")).contains("virtual");
        assertThat(experiment.question().comparedWith("baseline-again")).contains("nio");
        assertThat(experiment.question().comparedWith("virtual")).isEmpty();
        assertThat(experiment.question().comparedWith("nio")).isEmpty();
    }

    @Test
    void whatOthersAreComparedWithIsComparedWithNothing() throws Exception {
        Path file = write(RIGHT.replace("predictions:", """
                  - {name: blocking, parameters: {client: blocking}, against: virtual}
                  - {name: other, parameters: {client: blocking}, against: blocking}
                predictions:"""));
        assertThatThrownBy(() -> EXPERIMENTS.read(file))
                .hasMessage(
                        file + ":12: 'blocking' is itself compared with 'virtual'; name an arm that is compared with"
                                + " nothing");
    }

    @Test
    void oneArmIsNoComparison() throws Exception {
        String text = RIGHT.lines()
                .filter(line -> !line.contains("virtual") && !line.startsWith("predictions"))
                .reduce("", (all, line) -> all + line + "\n");
        Path file = write(text);
        assertThatThrownBy(() -> EXPERIMENTS.read(file))
                .hasMessage(file + ":9: an experiment needs at least two arms, not 1");
    }

    @Test
    void anEmptyFileIsNoExperiment() throws Exception {
        Path file = write("");
        assertThatThrownBy(() -> EXPERIMENTS.read(file)).isInstanceOf(ExperimentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1", "01", "concurrency-model", "01-concurrency-model", "experiments/01-concurrency-model.yaml"})
    void anExperimentIsFoundByNumberNameOrFile(String wanted) throws Exception {
        assertThat(EXPERIMENTS.find(wanted).name()).isEqualTo("01-concurrency-model");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> EXPERIMENTS.find("nothing"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageStartingWith(
                        "there is no experiment or file 'nothing'; choose one of 01-concurrency-model, ");
    }

    /// The lines without one, as if they had never been numbered otherwise: what comes after moves up.
    private static String without(String line) {
        return RIGHT.replace(line, "# " + line);
    }

    @Test
    void aliasesAndASecondDocumentAreRefusedAndNotTakenForText() {
        String alias = RIGHT.replace("title: A title", "title: &t A title").replace("An answer.", "*t");
        assertThatThrownBy(() -> read(alias))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("own.yaml:3: an alias is not understood here");
        assertThatThrownBy(() -> read(RIGHT + "---\ntitle: again\n"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("a second document begins here; a file holds one");
    }

    @Test
    void aFileThatIsTooLargeOrNoTextIsRefusedBeforeItIsRead() throws Exception {
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> EXPERIMENTS.read(large))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("large.yaml:1: has 1048577 octets; an experiment has at most 1048576");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'t', (byte) 0xFC});
        assertThatThrownBy(() -> EXPERIMENTS.read(latin))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("latin.yaml:1: is no text in UTF-8");
    }

    private Experiment read(String text) throws Exception {
        return EXPERIMENTS.read(write(text));
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("own.yaml"), text);
    }
}
