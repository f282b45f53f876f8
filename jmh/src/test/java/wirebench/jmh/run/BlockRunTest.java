package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.jmh.ForkJvm;
import wirebench.jmh.folder.RunFailure;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Question;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.Slot;

class BlockRunTest {
    private static final int FORKS = 9;
    private static final NoiseRule ALWAYS = _ -> Optional.empty();

    @TempDir
    private Path path;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void everyBlockRunsEveryArmOnceInAnOrderOfItsOwnAndTheBaselineTwice() {
        Plan plan = FakeForks.plan(7);
        assertThat(plan.order())
                .hasSize(3)
                .allSatisfy(block -> assertThat(block).containsExactlyInAnyOrder("one", "two", "baseline-again"));
        assertThat(FakeForks.plan(7)).isEqualTo(plan);
        List<List<String>> first = Stream.iterate(1L, seed -> seed + 1)
                .limit(50)
                .map(seed -> FakeForks.plan(seed).order().getFirst())
                .distinct()
                .toList();
        assertThat(first).as("orders of three arms").hasSize(6);
        assertThat(plan.order())
                .as("orders of one run")
                .anyMatch(block -> !block.equals(plan.order().getFirst()));
    }

    @Test
    void theBaselineAndItsCopyAreResultsOfTheirOwn() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, FakeForks::run);
        JsonNode results = json("jmh-result.json");
        assertThat(results.size()).isEqualTo(3);
        List<String> arms = new ArrayList<>();
        for (JsonNode result : results) {
            assertThat(result.get("primaryMetric").get("rawData").size()).isEqualTo(3);
            arms.add(result.get("params").path("arm").asString("none"));
        }
        assertThat(arms).containsExactly("one", "none", "baseline-again");
        assertThat(wholeForks())
                .filteredOn(name -> name.endsWith("baseline-again"))
                .hasSize(3)
                .allSatisfy(
                        name -> assertThat(path.resolve("forks/" + name + "/histograms/TinyBenchmarks.works,size=1"))
                                .isDirectoryContaining("glob:**/fork-*.hlog"));
        assertThat(Bundle.read(path).forks()).hasSize(FORKS);
    }

    @Test
    void thePlanIsWholeBeforeTheFirstForkBegins() throws Exception {
        Plan plan = FakeForks.plan(7);
        begin(plan, ALWAYS, (arm, folder) -> {
            try {
                assertThat(Plan.read(path)).isEqualTo(plan);
            } catch (ReportException e) {
                throw new AssertionError(e);
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(json("plan.json").get("question").get("question").asString()).isEqualTo("Does it run?");
    }

    @Test
    void everyForkSaysWhatALaterReportNeeds() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, FakeForks::run);
        Slot slot = FakeForks.plan(7).slots().get(4);
        Fork fork = Fork.read(path.resolve("forks/" + slot));
        assertThat(fork.block()).isEqualTo(2);
        assertThat(fork.number()).isEqualTo(5);
        assertThat(fork.arm()).isEqualTo(slot.arm());
        assertThat(fork.attempt()).isEqualTo(1);
        assertThat(fork.metrics().get("score").iterations()).hasSize(1).allMatch(score -> score > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "before-the-fork,1",
        "in-the-fork,1",
        "after-the-fork,1",
        "before-the-fork,4",
        "in-the-fork,5",
        "after-the-fork,9"
    })
    void aRunThatIsKilledGoesOnWhereItWasAndEndsWithTheSamePlan(String point, int fork) throws Exception {
        assertThat(child("begin", point, fork))
                .as("exit code of a process that was killed")
                .isEqualTo(128 + 9);
        String plan = Files.readString(path.resolve("plan.json"));
        assertThat(wholeForks()).hasSize(fork - 1);
        List<String> kept = wholeForks();
        assertThat(child("resume", "nowhere", 0)).isZero();
        assertThat(path.resolve("plan.json")).hasContent(plan.strip());
        assertThat(wholeForks()).hasSize(FORKS).containsAll(kept);
        assertThat(names()).noneMatch(name -> name.contains(".part-"));
        assertThat(json("jmh-result.json"))
                .allMatch(result -> result.get("primaryMetric").get("rawData").size() == 3);
        assertThat(json("run.json").get("seed").asLong()).isEqualTo(7);
    }

    @Test
    void aRunMayBeKilledAgainAndAgain() throws Exception {
        assertThat(child("begin", "in-the-fork", 2)).isEqualTo(128 + 9);
        assertThat(child("resume", "after-the-fork", 3)).isEqualTo(128 + 9);
        assertThat(wholeForks()).hasSize(3);
        assertThat(child("resume", "nowhere", 0)).isZero();
        assertThat(wholeForks()).hasSize(FORKS);
    }

    @Test
    void aForkThatFailsIsRunAgainAndKeptWithTheReason() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        begin(FakeForks.plan(7), ALWAYS, (arm, folder) -> {
            if (runs.incrementAndGet() == 2) {
                throw new RunFailure("it fell over");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(runs).hasValue(FORKS + 1);
        assertThat(wholeForks()).hasSize(FORKS);
        assertThat(names())
                .filteredOn(name -> name.contains("invalid"))
                .singleElement()
                .satisfies(name -> {
                    assertThat(name).matches("b01-02-.*\\.invalid-1-lost");
                    assertThat(path.resolve("forks").resolve(name).resolve("reason.txt"))
                            .content()
                            .contains("it fell over");
                });
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("was thrown out: it fell over");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aNoisyForkIsRunAgain(int times) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        NoiseRule noisyAtFirst =
                _ -> asked.incrementAndGet() <= times ? Optional.of("steal-3.1-percent") : Optional.empty();
        begin(FakeForks.plan(7), noisyAtFirst, FakeForks::run);
        assertThat(wholeForks()).hasSize(FORKS);
        assertThat(names())
                .filteredOn(name -> name.endsWith("steal-3.1-percent"))
                .hasSize(times);
        Fork fork = Fork.read(path.resolve("forks/" + FakeForks.plan(7).slots().getFirst()));
        assertThat(fork.attempt()).isEqualTo(times + 1);
        assertThat(fork.disturbed()).isEmpty();
    }

    @Test
    void aMachineThatIsNeverQuietEndsWithForksThatSaySo() throws Exception {
        begin(FakeForks.plan(7), _ -> Optional.of("steal-9.0-percent"), FakeForks::run);
        assertThat(wholeForks()).hasSize(FORKS);
        assertThat(names()).hasSizeGreaterThan(FORKS + 2 * Plans.RERUNS);
        Fork fork = Fork.read(path.resolve("forks/" + FakeForks.plan(7).slots().getFirst()));
        assertThat(fork.disturbed()).hasValue("steal-9.0-percent");
        assertThat(json("run.json").get("notes").size()).isEqualTo(FORKS);
    }

    @Test
    void aForkThatFailsAgainAndAgainEndsTheRunWhichCanGoOnLater() throws Exception {
        ForkRunner broken = (arm, folder) -> {
            if (arm.name().equals("two")) {
                throw new RunFailure("no room");
            }
            return FakeForks.run(arm, folder);
        };
        assertThatThrownBy(() -> begin(FakeForks.plan(7), ALWAYS, broken)).hasMessage("no room");
        assertThat(json("run.json").get("notes").get(0).asString()).isEqualTo("The run failed: no room");
        BlockRun.resume(results(), ALWAYS, progress(), FakeWorld.INSTANCE).run(FakeForks::run);
        assertThat(wholeForks()).hasSize(FORKS);
    }

    @Test
    void aForkThatSaysItDoesNotCountIsKeptByNameRunOnceAndInNoTable() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        begin(FakeForks.plan(7), ALWAYS, (arm, folder) -> {
            runs.incrementAndGet();
            if (arm.name().equals("two")) {
                folder.markInvalid("Rate: 812/s of 1000/s");
                folder.markInvalid("what follows from it");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(runs).hasValue(FORKS);
        assertThat(wholeForks()).hasSize(FORKS - 3).noneMatch(name -> name.endsWith("two"));
        assertThat(names())
                .filteredOn(name -> name.contains("invalid"))
                .hasSize(3)
                .allMatch(name -> name.matches("b0\\d-0\\d-two\\.invalid-1-rate-812-s-of-1000-s"))
                .allSatisfy(name -> assertThat(json("forks/" + name + "/fork.json")
                                .get("invalid")
                                .asString())
                        .isEqualTo("Rate: 812/s of 1000/s"));
        assertThat(json("jmh-result.json").size()).isEqualTo(2);
        assertThat(path.resolve("histograms")).doesNotExist();
        JsonNode run = json("run.json");
        assertThat(Bundle.read(path).forks()).hasSize(FORKS - 3);
        assertThat(run.get("notes").size()).isEqualTo(3);
        assertThat(run.get("notes").get(0).asString())
                .isEqualTo("The fork of two in block 1 is INVALID, and in no table: Rate: 812/s of 1000/s.");
    }

    @Test
    void whatSaidThatItDoesNotCountIsDoneForARunThatGoesOn() throws Exception {
        ForkRunner invalid = (arm, folder) -> {
            folder.markInvalid("late");
            return FakeForks.run(arm, folder);
        };
        AtomicInteger runs = new AtomicInteger();
        ForkRunner invalidThenBroken = (arm, folder) -> {
            if (runs.incrementAndGet() > 2) {
                throw new RunFailure("no room");
            }
            return invalid.run(arm, folder);
        };
        assertThatThrownBy(() -> begin(FakeForks.plan(7), ALWAYS, invalidThenBroken))
                .hasMessage("no room");
        runs.set(0);
        BlockRun.resume(results(), ALWAYS, progress(), FakeWorld.INSTANCE).run((arm, folder) -> {
            runs.incrementAndGet();
            return FakeForks.run(arm, folder);
        });
        assertThat(runs).hasValue(FORKS - 2);
        assertThat(wholeForks()).hasSize(FORKS - 2);
        assertThat(json("run.json").get("notes").size()).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("2 of 9 forks are there already");
    }

    @Test
    void whatMakesAForkInvalidMayEndItAsWell() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, (arm, folder) -> {
            if (arm.name().equals("two")) {
                folder.markInvalid("errors: 3 of 4");
                throw new RunFailure("it fell over");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(wholeForks()).hasSize(FORKS - 3);
        assertThat(json("run.json").get("notes"))
                .hasSize(3)
                .allMatch(note -> note.asString().contains("errors: 3 of 4"));
    }

    @Test
    void aForkThatWasDisturbedIsRunAgainWhateverItSaysOfItself() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        NoiseRule noisyAtFirst =
                _ -> asked.incrementAndGet() == 1 ? Optional.of("steal-3.1-percent") : Optional.empty();
        AtomicInteger runs = new AtomicInteger();
        begin(FakeForks.plan(7), noisyAtFirst, (arm, folder) -> {
            if (runs.incrementAndGet() == 1) {
                folder.markInvalid("rate missed");
            }
            return FakeForks.run(arm, folder);
        });
        assertThat(runs).hasValue(FORKS + 1);
        assertThat(wholeForks()).hasSize(FORKS);
        assertThat(json("run.json").get("notes").size()).isZero();
    }

    @Test
    void aRunOfNothingButInvalidForksEnds() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, (arm, folder) -> {
            folder.markInvalid("late");
            return FakeForks.run(arm, folder);
        });
        assertThat(json("jmh-result.json").size()).isZero();
        assertThat(json("run.json").get("notes").size()).isEqualTo(FORKS);
    }

    @Test
    void aFolderWithoutAPlanCannotGoOn() {
        assertThatThrownBy(() -> Plan.read(path))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("plan.json: is missing; ");
    }

    @Test
    void onAMachineThatIsNeverQuietForksAreSoonRunOnceEach() throws Exception {
        begin(FakeForks.plan(7), _ -> Optional.of("steal took 9.0 %"), FakeForks::run);
        assertThat(names())
                .as("three attempts at the first three forks, one at the others")
                .hasSize(3 * 3 + 6);
        assertThat(wholeForks()).hasSize(FORKS);
        assertThat(Bundle.read(path).forks()).allMatch(fork -> fork.disturbed().isPresent());
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("This machine is not quiet: 3 forks in a row were disturbed in each attempt");
    }

    @Test
    void aMetricThatNobodyRecordsEndsTheRunAtTheBaselinesFirstFork() throws Exception {
        Plan right = FakeForks.plan(7);
        Question asked = right.question().orElseThrow();
        Plan wrong = new Plan(
                right.schema(),
                right.origin(),
                right.name(),
                right.seed(),
                right.size(),
                right.reruns(),
                right.command(),
                right.arms(),
                right.order(),
                Optional.of(new Question(
                        asked.title(),
                        asked.question(),
                        asked.expectation(),
                        "nosuch",
                        asked.direction(),
                        asked.baseline(),
                        asked.against(),
                        asked.predictions())),
                right.precision());
        assertThatThrownBy(() -> begin(wrong, ALWAYS, FakeForks::run))
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.exitCode()).isEqualTo(10))
                .hasMessageContaining("no fork of one records the metric 'nosuch'; it records ")
                .hasMessageContaining("score");
        assertThat(wholeForks()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0b, 25, jar was 0a and is 0b", "0a, 26, jdk was 25 and is 26"})
    void aRunDoesNotGoOnWithOtherCodeOrAnotherJvm(String jar, String jdk, String difference) throws Exception {
        begin(FakeForks.plan(7), ALWAYS, FakeForks::run);
        FakeWorld other = new FakeWorld(jar, jdk);
        assertThatThrownBy(() -> BlockRun.resume(results(), ALWAYS, progress(), other))
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(path + " cannot go on here: " + difference + "; a run keeps to one jar");
        assertThat(wholeForks()).hasSize(FORKS);
    }

    @Test
    void aRunDoesNotGoOnWithAForkOfAnother() throws Exception {
        Path another = Files.createDirectory(path.resolve("another"));
        BlockRun.begin(
                        FakeForks.plan(7).from(FakeWorld.INSTANCE.origin("another")),
                        new RunFolder(another),
                        ALWAYS,
                        progress(),
                        FakeWorld.INSTANCE)
                .run(FakeForks::run);
        Path run = Files.createDirectory(path.resolve("run"));
        BlockRun.begin(FakeForks.plan(7), new RunFolder(run), ALWAYS, progress(), FakeWorld.INSTANCE)
                .run(FakeForks::run);
        Path forks = run.resolve("forks");
        String first = FakeForks.plan(7).slots().getFirst().toString();
        Files.move(forks.resolve(first), path.resolve("away"));
        Files.move(another.resolve("forks").resolve(first), forks.resolve(first));
        assertThatThrownBy(() -> BlockRun.resume(new RunFolder(run), ALWAYS, progress(), FakeWorld.INSTANCE))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(first + " does not belong to this run (the run was fake and is another)");
        assertThat(forks.resolve(first)).isDirectory();
    }

    @Test
    void aForkThatWasChangedLaterIsToldAndKept() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, FakeForks::run);
        Path fork = path.resolve("forks/" + FakeForks.plan(7).slots().getFirst() + "/fork.json");
        Files.writeString(fork, Files.readString(fork).replace("\"attempt\" : 1", "\"attempt\" : 2"));
        assertThatThrownBy(() -> BlockRun.resume(results(), ALWAYS, progress(), FakeWorld.INSTANCE))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("fork.json was changed after it was written");
        assertThat(fork).content().contains("\"attempt\" : 2");
    }

    @Test
    void whatALivingProcessHasInFlightIsLeftAlone() throws Exception {
        begin(FakeForks.plan(7), ALWAYS, FakeForks::run);
        String ending = InFlight.ENDING.substring(0, InFlight.ENDING.lastIndexOf('-') + 1);
        Process living = new ProcessBuilder("sleep", "60").start();
        Path ofTheLiving = Files.createDirectory(path.resolve("forks/b01-01-one" + ending + living.pid()));
        Path ofAnotherMachine = Files.createDirectory(path.resolve("forks/b01-02-one.part-elsewhere-1"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path ofTheDead = Files.createDirectory(path.resolve("forks/b01-03-one" + ending + dead.pid()));
        results().forks().prepare();
        living.destroyForcibly().waitFor();
        assertThat(ofTheLiving).isDirectory();
        assertThat(ofAnotherMachine).isDirectory();
        assertThat(ofTheDead).doesNotExist();
    }

    private void begin(Plan plan, NoiseRule quiet, ForkRunner runner) throws Exception {
        BlockRun.begin(plan, results(), quiet, progress(), FakeWorld.INSTANCE).run(runner);
    }

    private RunFolder results() {
        return new RunFolder(path);
    }

    private Progress progress() {
        return new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false, FORKS);
    }

    private List<String> wholeForks() throws IOException {
        return names().stream()
                .filter(name -> !name.contains(".part-") && !name.contains(".invalid-"))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(path.resolve("forks"))) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private int child(String verb, String point, int fork) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkJvm.UNSAFE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        path.toString(),
                        verb,
                        point,
                        Integer.toString(fork))
                .inheritIO()
                .start();
        return process.waitFor();
    }

    private JsonNode json(String file) throws Exception {
        return JsonMapper.shared().readTree(Files.readString(path.resolve(file)));
    }
}
