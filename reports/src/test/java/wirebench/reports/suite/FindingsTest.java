package wirebench.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellId;
import wirebench.reports.files.CellMetric;
import wirebench.reports.files.InBlocks;
import wirebench.reports.files.Results;
import wirebench.reports.files.RunRecord;

class FindingsTest {
    @Test
    void leaderIsComparedWithEachOtherBlockByBlock() {
        var sweep = sweep(cell("nio", 8, 200_000, 100_000, 150_000), cell("blocking", 8, 100_000, 50_000, 75_000));
        assertThat(Findings.of(sweep).getFirst())
                .startsWith("With 8 exchanges in flight, nio has the highest throughput: 150 k exchanges/s")
                .endsWith("2.00 times blocking (2.00 to 2.00).");
    }

    @Test
    void clientsThatTheRunCannotTellApartAreSaidToBeSo() {
        var sweep = sweep(cell("nio", 8, 110, 90, 120), cell("blocking", 8, 100, 100, 100));
        assertThat(Findings.of(sweep).getFirst()).contains("not told apart");
    }

    @Test
    void oneForkGivesNoInterval() {
        var sweep = sweep(cell("nio", 1, 200), cell("blocking", 1, 100));
        assertThat(Findings.of(sweep).getFirst())
                .startsWith("With 1 exchange in flight, ")
                .contains("no interval: 1 fork");
    }

    @Test
    void otherConcurrenciesWithAnotherLeaderAreNamed() {
        var sweep = sweep(
                cell("nio", 1, 1),
                cell("blocking", 1, 2),
                cell("nio", 64, 9),
                cell("blocking", 64, 5),
                cell("nio", 512, 9));
        assertThat(Findings.of(sweep)).contains("It is also highest at 512; at 1 the highest is blocking.");
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
        var noise = List.of(new RunRecord.Noise(1, "a", 1.0, 0), new RunRecord.Noise(2, "a", 7.25, 0));
        assertThat(Findings.cautions(
                        new Results(Path.of(""), run(noise, List.of(), OptionalInt.empty()), List.of(), six())))
                .singleElement()
                .asString()
                .startsWith("The hypervisor took more than 1 % of the processor from 1 of 2 forks (at worst 7.3 %)");
    }

    @Test
    void endsThatCountedDifferentlyAreTold() {
        var counts = List.of(
                new RunRecord.Reconciliation("a", 10, 10, OptionalLong.empty(), OptionalLong.of(3)),
                new RunRecord.Reconciliation("b", 10, 11, OptionalLong.of(1), OptionalLong.of(1)));
        assertThat(Findings.cautions(
                        new Results(Path.of(""), run(quiet(), counts, OptionalInt.empty()), List.of(), six())))
                .singleElement()
                .asString()
                .startsWith("Client and server counted differently in 1 of 2 cells");
    }

    @Test
    void resultsThatWerePlannedAndAreNotThereAreTold() {
        var run = run(quiet(), List.of(), OptionalInt.of(4));
        assertThat(Findings.cautions(new Results(Path.of(""), run, List.of(), six())))
                .containsExactly(
                        "3 of the planned results are missing: the run did not come to its end, or no fork of theirs counts.");
    }

    @Test
    void planThatCountedForksIsCompleteWhenAllForksAreThere() {
        var run = run(quiet(), List.of(), OptionalInt.of(6));
        assertThat(Findings.cautions(new Results(Path.of(""), run, List.of(), six())))
                .isEmpty();
    }

    private static List<Cell> six() {
        return List.of(cell("nio", 8, 1, 2, 3, 4, 5, 6));
    }

    private static List<RunRecord.Noise> quiet() {
        return List.of(new RunRecord.Noise(1, "a", 0, 0));
    }

    private static Results results(Cell cell) {
        return new Results(Path.of(""), run(quiet(), List.of(), OptionalInt.empty()), List.of(), List.of(cell));
    }

    private static RunRecord run(
            List<RunRecord.Noise> noise, List<RunRecord.Reconciliation> counts, OptionalInt planned) {
        Optional<String> none = Optional.empty();
        return new RunRecord(
                none,
                none,
                none,
                none,
                none,
                OptionalInt.empty(),
                planned,
                Map.of(),
                noise,
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
