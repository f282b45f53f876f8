package wirebench.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellId;
import wirebench.reports.files.CellMetric;
import wirebench.reports.files.Fork;
import wirebench.reports.files.ForkNoise;
import wirebench.reports.files.InBlocks;
import wirebench.reports.files.Origin;
import wirebench.reports.files.Plan;
import wirebench.reports.files.Results;
import wirebench.reports.files.RunRecord;
import wirebench.reports.files.Size;
import wirebench.reports.files.Warmup;

class FindingsTest {
    private static final Origin ORIGIN = new Origin("made-up", Map.of(), Optional.empty());

    @Test
    void leaderIsComparedWithEachOtherBlockByBlock() {
        var sweep = sweep(cell("nio", 8, 200_000, 100_000, 150_000), cell("blocking", 8, 100_000, 50_000, 75_000));
        assertThat(Findings.of(sweep).getFirst())
                .startsWith("With 8 exchanges in flight, nio completes 150 k exchanges/s")
                .endsWith(", more than blocking (2.00 times, 2.00 to 2.00).");
    }

    @Test
    void clientsThatTheRunCannotTellApartAreSaidToBeSo() {
        var sweep = sweep(cell("nio", 8, 110, 90, 120), cell("blocking", 8, 100, 100, 100));
        assertThat(Findings.of(sweep).getFirst())
                .contains("it is not told apart from ")
                .doesNotContain("more than");
    }

    @Test
    void oneForkGivesNoInterval() {
        var sweep = sweep(cell("nio", 1, 200), cell("blocking", 1, 100));
        assertThat(Findings.of(sweep).getFirst())
                .startsWith("With 1 exchange in flight, ")
                .contains("no interval: 1 fork");
    }

    @Test
    void fewerThanSixBlocksSupportNoVerdict() {
        assertThat(Findings.cautions(results(cell("nio", 8, 1, 2, 3, 4, 5))))
                .contains(
                        "This run has 5 blocks, so it supports no verdict, only figures: a difference seen here may be"
                                + " chance. A verdict needs at least 6 blocks.");
        assertThat(Findings.cautions(results(cell("nio", 8, 1, 2, 3, 4, 5, 6)))).isEmpty();
    }

    @Test
    void stealAboveOnePercentIsTold() {
        var forks = List.of(fork(1, 1.0), fork(2, 7.25));
        assertThat(Findings.cautions(results(run(List.of(), OptionalInt.empty()), forks, six())))
                .singleElement()
                .asString()
                .startsWith("Disturbed, and counted all the same: 1 of 2 forks (the hypervisor took at worst 7.3 %");
    }

    @Test
    void endsThatCountedDifferentlyAreTold() {
        var counts = List.of(
                new RunRecord.Reconciliation("a", 10, 10, OptionalLong.empty(), OptionalLong.of(3)),
                new RunRecord.Reconciliation("b", 10, 11, OptionalLong.of(1), OptionalLong.of(1)));
        assertThat(Findings.cautions(results(run(counts, OptionalInt.empty()), quiet(), six())))
                .singleElement()
                .asString()
                .startsWith("Client and server counted differently in 1 of 2 cells");
    }

    @Test
    void resultsThatWerePlannedAndAreNotThereAreTold() {
        var run = run(List.of(), OptionalInt.of(4));
        assertThat(Findings.cautions(results(run, quiet(), six())))
                .containsExactly(
                        "3 of the planned results are missing: the run did not come to its end, or no fork of theirs counts.");
    }

    @Test
    void planThatCountedForksIsCompleteWhenAllForksAreThere() {
        var run = run(List.of(), OptionalInt.of(6));
        assertThat(Findings.cautions(results(run, quiet(), six()))).isEmpty();
    }

    private static List<Cell> six() {
        return List.of(cell("nio", 8, 1, 2, 3, 4, 5, 6));
    }

    private static Results results(RunRecord run, List<Fork> forks, List<Cell> cells) {
        var plan = new Plan(
                Plan.SCHEMA,
                ORIGIN,
                "made up",
                1,
                new Size(1, Warmup.of(0), 1, Duration.ZERO),
                0,
                "none",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new Results(new Bundle(Path.of(""), plan, forks, List.of(), List.of(), Optional.of(run)), run, cells);
    }

    private static List<Fork> quiet() {
        return List.of(fork(1, 0));
    }

    private static Fork fork(int block, double steal) {
        var nothing = OptionalDouble.empty();
        var noise = new ForkNoise(
                OptionalDouble.of(steal),
                nothing,
                nothing,
                nothing,
                nothing,
                OptionalLong.empty(),
                nothing,
                List.of(),
                List.of());
        return new Fork(
                Fork.SCHEMA,
                ORIGIN,
                block,
                block,
                "a",
                "a",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                noise,
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                List.of());
    }

    private static Results results(Cell cell) {
        return results(run(List.of(), OptionalInt.empty()), quiet(), List.of(cell));
    }

    private static RunRecord run(List<RunRecord.Reconciliation> counts, OptionalInt planned) {
        Optional<String> none = Optional.empty();
        return new RunRecord(
                RunRecord.SCHEMA,
                none,
                none,
                none,
                none,
                OptionalLong.empty(),
                OptionalInt.empty(),
                planned,
                Map.of(),
                counts,
                List.of(),
                List.of());
    }

    private static Sweep sweep(Cell... cells) {
        return Sweep.of(List.of(cells), List.of()).getFirst();
    }

    private static Cell cell(String client, int concurrency, double... forks) {
        var id =
                CellId.of("KeepAlive.exchange", Map.of("client", client, "concurrency", Integer.toString(concurrency)));
        var score = new CellMetric("ops/s", InBlocks.of(forks));
        return new Cell(id, score, Map.of(), Optional.empty());
    }
}
