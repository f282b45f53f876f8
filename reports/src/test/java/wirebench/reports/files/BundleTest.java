package wirebench.reports.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.reports.SyntheticResult;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.SteadyState;
import wirebench.reports.statistics.Verdict;

/// What is read from the folder of a run, and what is refused.
class BundleTest {
    @TempDir
    Path folder;

    private SyntheticBundle made;

    @BeforeEach
    void makeUp() {
        made = new SyntheticBundle("two", 2)
                .arm("one", Map.of("client", "nio"), 100, 0.01)
                .arm("other", Map.of("client", "virtual"), 100, 0.01)
                .predict("They are alike", "other", "one", 0.9, null);
    }

    @Test
    void planHoldsTheQuestion() throws Exception {
        var plan = Bundle.read(made.write(folder)).plan();
        var question = plan.question().orElseThrow();
        assertThat(question.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(question.baseline()).isEqualTo("one");
        assertThat(question.predictions().getFirst().most()).isEmpty();
        assertThat(question.predictions().getFirst().least()).hasValue(0.9);
        assertThat(plan.arms()).extracting(Arm::name).containsExactly("one", "other", Question.COPY);
        assertThat(plan.order()).hasSize(2);
        assertThat(plan.pairs(question)).containsExactly(new Verdict.Pair("other", "one"));
    }

    @Test
    void forkHoldsEveryIterationAndWhetherItWarmedUp() throws Exception {
        var forks = Bundle.read(made.write(folder)).forks();
        assertThat(forks).hasSize(6).extracting(Fork::number).containsExactly(1, 2, 3, 4, 5, 6);
        var first = forks.getFirst();
        assertThat(first.startedAt()).isEqualTo(Instant.parse("2026-11-23T12:00:09Z"));
        assertThat(first.metrics().get("score").iterations()).hasSize(3);
        assertThat(first.warmup()).hasSize(2);
        assertThat(first.steadyState()).contains(Steadiness.of(new SteadyState.From(1)));
        assertThat(first.disturbed()).isEmpty();
    }

    @Test
    void whatOlderRunsDidNotRecordIsAbsent() throws Exception {
        var fork = Bundle.read(made.recordingLittle().write(folder)).forks().getFirst();
        assertThat(fork.warmup()).isEmpty();
        assertThat(fork.steadyState()).isEmpty();
        assertThat(fork.isNeverSteady()).isFalse();
        assertThat(fork.figure("cost.user")).isEmpty();
    }

    @Test
    void forkIsWorthTheMeanOfItsIterationsAndTheLargestOfItsLargest() throws Exception {
        made.write(folder);
        replace("\"score\"", "\"latency.max\" : {\"unit\" : \"us\", \"iterations\" : [3.0, 9.0, 6.0]}, \"score\"");
        var fork = Bundle.read(folder).forks().getFirst();
        var iterations = fork.metrics().get("score").iterations();
        assertThat(fork.figure("score").getAsDouble())
                .isEqualTo((iterations.get(0) + iterations.get(1) + iterations.get(2)) / 3);
        assertThat(fork.figure("latency.max")).hasValue(9);
    }

    @Test
    void forksThrownOutAreToldWithTheirReasonsAndInNoBlock() throws Exception {
        made.lose("other", 2, true, "the fork ended with exit value 137").write(folder);
        var bundle = Bundle.read(folder);
        assertThat(bundle.invalid()).singleElement().satisfies(fork -> {
            assertThat(fork.reason()).isEqualTo("the fork ended with exit value 137");
            assertThat(fork.arm()).isEqualTo("other");
            assertThat(fork.attempt()).isEqualTo(1);
            assertThat(fork.record()).isPresent();
        });
        assertThat(bundle.blocks("score").get(0).scores()).containsKey("other");
        assertThat(bundle.blocks("score").get(1).scores())
                .doesNotContainKey("other")
                .hasSize(2);
    }

    @Test
    void reasonIsThatOfTheFolderIfNoFileTells() throws Exception {
        made.lose("other", 2, true, "steal").write(folder);
        var thrownOut = Bundle.read(folder).invalid().getFirst().folder();
        Files.delete(thrownOut.resolve("reason.txt"));
        Files.delete(thrownOut.resolve("fork.json"));
        var read = Bundle.read(folder).invalid().getFirst();
        assertThat(read.reason()).isEqualTo("steal");
        assertThat(read.record()).isEqualTo(Optional.empty());
    }

    @Test
    void forksInFlightArePassedOver() throws Exception {
        made.write(folder);
        Files.createDirectories(folder.resolve("forks/b03-07-one.part-4711"));
        assertThat(Bundle.read(folder).forks()).hasSize(6);
    }

    @Test
    void runOfASuiteAsksNothing() throws Exception {
        SyntheticResult.write(folder, 1);
        assertThat(Bundle.read(folder).plan().question()).isEmpty();
    }

    @Test
    void forkOfAnotherRunIsLeftOutAndSaid() throws Exception {
        made.write(folder);
        replace("\"run\" : \"made-up\"", "\"run\" : \"another\"");
        leftOut("b01-01-", "the run was made-up and is another");
    }

    @Test
    void forkOfOtherCodeIsLeftOutAndSaid() throws Exception {
        made.write(folder);
        replace("\"jdk\" : \"25\"", "\"jdk\" : \"26\"");
        leftOut("b01-01-", "jdk was 25 and is 26");
    }

    @Test
    void forkThatThePlanDoesNotHaveIsLeftOutAndSaid() throws Exception {
        made.write(folder);
        var kept = folder.resolve("forks/b09-99-one");
        Files.createDirectories(kept);
        Files.copy(first(), kept.resolve("fork.json"));
        Checksums.write(kept);
        leftOut("b09-99-one", "the plan has no such fork");
        assertThat(Bundle.read(folder).forks()).hasSize(6);
    }

    @Test
    void forkThatSaysItIsAnotherIsLeftOutAndSaid() throws Exception {
        made.write(folder);
        replace("\"block\" : 1", "\"block\" : 77");
        leftOut("b01-01-", "its file is that of b77-01-");
    }

    @ParameterizedTest
    @CsvSource({
        "fork.json, was changed after it was written",
        "histograms/Synthetic.exchange/fork-1700-9.hlog, was added later",
    })
    void forkOfWhichAFileIsNotAsItWasIsLeftOutAndSaid(String file, String why) throws Exception {
        made.write(folder);
        Files.writeString(first().resolveSibling(file), " ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        leftOut("b01-01-", file + " " + why);
    }

    @Test
    void forkThatLostAFileOrItsChecksumsIsLeftOutAndSaid() throws Exception {
        made.write(folder);
        Files.delete(first().resolveSibling("histograms/Synthetic.exchange/fork-1700-1.hlog"));
        leftOut("b01-01-", "fork-1700-1.hlog was taken away");
        Files.delete(first().resolveSibling("checksums.txt"));
        leftOut("b01-01-", "it has no checksums.txt");
    }

    private void leftOut(String fork, String why) throws ReportException {
        var bundle = Bundle.read(folder);
        assertThat(bundle.strays()).singleElement().satisfies(stray -> {
            assertThat(stray.folder().getFileName().toString()).startsWith(fork);
            assertThat(stray.why()).contains(why);
        });
        assertThat(bundle.strayCaution().orElseThrow()).contains("do not belong to this run", why);
    }

    @Test
    void missingPlanNamesTheFileAndTheCure() {
        refused().hasMessageContaining("plan.json: is missing; ").hasMessageContaining("./wirebench bench");
    }

    @Test
    void missingForksNameTheFolder() throws Exception {
        made.write(folder);
        Files.move(folder.resolve("forks"), folder.resolve("elsewhere"));
        refused().hasMessageContaining("forks: is no folder; ");
    }

    @Test
    void forkOfAnotherSchemaIsRefused() throws Exception {
        made.write(folder);
        replace("\"schema\" : 2", "\"schema\" : 1");
        refused().hasMessageContaining("fork.json: has schema 1 where this program reads schema 2; use a program");
    }

    @Test
    void brokenForkNamesItsPlaceAndTheCure() throws Exception {
        made.write(folder);
        replace("\"iterations\" : [", "\"iterations\" : [ \"fast\", ");
        refused()
                .hasMessageContaining("fork.json: metrics.")
                .hasMessageContaining("should be a number, but is \"fast\"")
                .hasMessageContaining("--resume");
    }

    @Test
    void timeThatIsNoneIsRefused() throws Exception {
        made.write(folder);
        replace("\"startedAt\" : \"2026", "\"startedAt\" : \"noon");
        refused().hasMessageContaining("startedAt should be a time such as");
    }

    @Test
    void halfAFileIsRefused() throws Exception {
        made.write(folder);
        var file = first();
        Files.writeString(file, Files.readString(file).substring(0, 200));
        refused().hasMessageContaining("fork.json: is not JSON at line");
    }

    @Test
    void directionThatIsNoneIsRefused() throws Exception {
        made.write(folder);
        var plan = folder.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("HIGHER_IS_BETTER", "HIGHER"));
        refused()
                .hasMessageContaining("plan.json: question.direction should be one of HIGHER_IS_BETTER,")
                .hasMessageContaining("but is \"HIGHER\"");
    }

    @ParameterizedTest
    @CsvSource({"seed, plan.json", "arms, plan.json", "order, plan.json", "baseline, plan.json: question."})
    void whatIsMissingIsNamed(String key, String place) throws Exception {
        made.write(folder);
        var plan = folder.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"" + key + "\" :", "\"other\" :"));
        refused().hasMessageContaining(place).hasMessageContaining(key + " is missing; ");
    }

    @Test
    void metricWithAFigureOfZeroHasNoRatios() throws Exception {
        made.write(folder);
        var bundle = Bundle.read(folder);
        assertThat(bundle.refusal("score")).isEmpty();
        assertThat(bundle.refusal("jit.time"))
                .hasValueSatisfying(
                        why -> assertThat(why).isEqualTo("No fork recorded jit.time, so there is nothing to compare."));
        replace("\"score\"", "\"gc.count\" : {\"unit\" : \"counts\", \"iterations\" : [0.0]}, \"score\"");
        assertThat(Bundle.read(folder).refusal("gc.count"))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("has a figure of 0.0 for gc.count, which has no ratio"));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> Bundle.read(folder)).isInstanceOf(ReportException.class);
    }

    /// In the file of the first fork.
    private void replace(String old, String other) throws IOException {
        var text = Files.readString(first());
        assertThat(text).contains(old);
        Files.writeString(first(), text.replace(old, other));
        Checksums.write(first().getParent());
    }

    private Path first() throws IOException {
        try (var folders = Files.list(folder.resolve("forks"))) {
            return folders.sorted().findFirst().orElseThrow().resolve("fork.json");
        }
    }
}
