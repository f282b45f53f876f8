package wirebench.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellId;
import wirebench.reports.files.CellMetric;
import wirebench.reports.files.InBlocks;

class SweepTest {
    @Test
    void cellsThatShareTheirOtherParametersMakeASweep() {
        var sweeps = Sweep.of(
                List.of(
                        cell("nio", "8", "plaintext", 5),
                        cell("nio", "64", "plaintext", 9),
                        cell("nio", "8", "json", 4)),
                List.of());
        assertThat(sweeps).extracting(Sweep::label).containsExactly("scenario plaintext", "scenario json");
        assertThat(sweeps.getFirst().concurrencies()).containsExactly(8, 64);
    }

    @Test
    void clientsComeInTheOrderOfTheirNamesWhateverTheyAre() {
        var sweep = sweep(
                cell("zebra", "8", "x", 1),
                cell("virtual", "8", "x", 1),
                cell("a-fourth", "8", "x", 1),
                cell("blocking", "8", "x", 1));
        assertThat(sweep.clients()).containsExactly("a-fourth", "blocking", "virtual", "zebra");
        assertThat(sweep.arms()).extracting(Sweep.Arm::client).containsExactlyElementsOf(sweep.clients());
    }

    @Test
    void floorIsTheOneOfTheSameModelAndConcurrency() {
        var sweep = Sweep.of(
                        List.of(cell("nio", "8", "x", 9)),
                        List.of(cell("nio", "8", "x", 10), cell("nio", "64", "x", 20), cell("virtual", "8", "x", 5)))
                .getFirst();
        assertThat(sweep.ratioToFloor("nio", 8).orElseThrow().value()).isEqualTo(0.9);
        assertThat(sweep.ratioToFloor("nio", 64)).isEmpty();
        assertThat(sweep.ratioToFloor("virtual", 8)).isEmpty();
    }

    @Test
    void floorWithFewerParametersBelongsToEverySweepItAgreesWith() {
        var floor = new Cell(
                CellId.of("Floor.exchange", Map.of("client", "nio", "concurrency", "8")),
                new CellMetric("ops/s", InBlocks.of(20.0)),
                Map.of(),
                Optional.empty());
        var sweeps = Sweep.of(List.of(cell("nio", "8", "x", 10), cell("nio", "8", "y", 5)), List.of(floor));
        assertThat(sweeps)
                .extracting(sweep -> sweep.ratioToFloor("nio", 8).orElseThrow().value())
                .containsExactly(0.5, 0.25);
    }

    @Test
    void floorsAloneAreASweepToo() {
        var sweep = Sweep.of(List.of(), List.of(cell("nio", "8", "x", 10))).getFirst();
        assertThat(sweep.arms()).isEmpty();
        assertThat(sweep.floor("nio", 8)).isPresent();
    }

    @Test
    void sixtyFourIsTheConcurrencyToSpeakOf() {
        assertThat(sweep(cell("nio", "64", "x", 1), cell("nio", "512", "x", 1)).mainConcurrency())
                .isEqualTo(64);
        assertThat(sweep(cell("nio", "1", "x", 1), cell("nio", "8", "x", 1)).mainConcurrency())
                .isEqualTo(8);
    }

    @Test
    void rankingBeginsWithTheHighest() {
        var sweep = sweep(cell("blocking", "8", "x", 3), cell("nio", "8", "x", 9), cell("virtual", "8", "x", 5));
        assertThat(sweep.ranking(8)).extracting(Sweep::client).containsExactly("nio", "virtual", "blocking");
    }

    private static Sweep sweep(Cell... cells) {
        return Sweep.of(List.of(cells), List.of()).getFirst();
    }

    private static Cell cell(String client, String concurrency, String scenario, double score) {
        var id = CellId.of(
                "KeepAlive.exchange", Map.of("client", client, "concurrency", concurrency, "scenario", scenario));
        return new Cell(id, new CellMetric("ops/s", InBlocks.of(score)), Map.of(), Optional.empty());
    }
}
